namespace DddAspire.DemoRunner.Stories;

/// <summary>Was everything else left alone?</summary>
internal static class BystanderFindings
{
    public static IEnumerable<Finding> Of(StoryFacts facts)
    {
        var findings = facts.Changes.SelectMany(Of).ToList();
        return findings.Count > 0 || facts.Changes.IsEmpty
            ? findings
            : [Finding.Passed(facts.Start is null
                ? $"Only {facts.Subject.Integration} was touched: the pods of all other integrations are those of before, none restarted."
                : $"Each of the {facts.Changes.Length} changes touched its own integrations only: the pods of all others are those of before, none restarted.")];
    }

    public static IEnumerable<Finding> Of(ChangeFacts change)
    {
        foreach (var name in change.Run?.RolledOut.Where(name => !change.Targets.ContainsKey(name)) ?? [])
        {
            yield return Finding.Failed($"The run of the {change.Evidence.Title} rolled out {name} as well.");
        }

        foreach (var before in change.Evidence.Before.Where(view => !change.Targets.ContainsKey(view.Name)))
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
