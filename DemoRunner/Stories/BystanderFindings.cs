using DddAspire.DemoRunner.Kubernetes;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Was everything else left alone?</summary>
internal static class BystanderFindings
{
    public static IEnumerable<Finding> Of(StoryFacts facts)
    {
        var findings = facts.Changes.SelectMany(change => Of(change, facts.Subject.Integration)).ToList();
        return findings.Count > 0 || facts.Changes.IsEmpty
            ? findings
            : [Finding.Passed($"Only {facts.Subject.Integration} was touched: the pods of all other integrations are those of before, none restarted.")];
    }

    public static IEnumerable<Finding> Of(ChangeFacts change, string integration)
    {
        foreach (var name in change.Run?.RolledOut.Where(name => name != integration) ?? [])
        {
            yield return Finding.Failed($"The run of the {change.Evidence.Title} rolled out {name} as well.");
        }

        foreach (var before in change.Evidence.Before.Where(view => view.Name != integration))
        {
            var after = change.Evidence.After.FirstOrDefault(view => view.Name == before.Name && view.Namespace == before.Namespace);
            if (after is null || !Lives(before).SetEquals(Lives(after)))
            {
                yield return Finding.Failed($"{before.Name} in {before.Namespace} was not left alone by the {change.Evidence.Title}: its pods were replaced or restarted.");
            }
        }
    }

    private static HashSet<(string Uid, int Restarts)> Lives(IntegrationView view) =>
        [.. view.Pods.Select(pod => (pod.Uid, pod.Restarts))];
}
