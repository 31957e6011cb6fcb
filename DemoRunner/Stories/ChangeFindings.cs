namespace DddAspire.DemoRunner.Stories;

/// <summary>
/// Did each change take place, by a webhook, and did it do what it was to do?
/// A perfect score for an upgrade that never happened is the one result that must never be reported.
/// </summary>
internal static class ChangeFindings
{
    public static IEnumerable<Finding> Of(StoryFacts facts) => facts.Changes.SelectMany(Of);

    public static IEnumerable<Finding> Of(ChangeFacts change) =>
        Excuse(change) is { } excuse ? [excuse] : RunFindings(change).Concat(PodFindings(change));

    /// <summary>Why nothing can be said of a change, because somebody or something else kept it from taking place; null when nothing did.</summary>
    public static Finding? Excuse(ChangeFacts change) => change.Run switch
    {
        { EnvironmentFault: true } run => Finding.Inconclusive(
            $"The run of the {change.Evidence.Title} could not do its work, which is not the change's doing: {run.Reason}"),
        { Result: RunResult.Superseded } run => Finding.Inconclusive(
            $"Somebody else's push took the place of the {change.Evidence.Title}: {run.Reason}"),
        _ => null,
    };

    private static IEnumerable<Finding> RunFindings(ChangeFacts change)
    {
        if (change.Run is not { } run)
        {
            yield return Finding.Failed($"No pipeline run was seen for the {change.Evidence.Title} (commit {CommitId.Abbreviate(change.Evidence.Commit)}).");
            yield break;
        }

        if (run.Trigger != RunTrigger.Webhook)
        {
            yield return Finding.Failed($"The run of the {change.Evidence.Title} was not started by the webhook but by {Describe(run.Trigger)}.");
        }

        var wanted = change.Expected == ExpectedEffect.TakenBack ? RunResult.RolledBack : RunResult.Passed;
        if (run.Result != wanted)
        {
            yield return Finding.Failed(
                $"The run of the {change.Evidence.Title} was to end '{wanted}' and is '{run.Result}'{(run.Reason is { } reason ? $": {reason}" : ".")}");
        }
    }

    private static IEnumerable<Finding> PodFindings(ChangeFacts change) =>
        from before in change.Evidence.Before
        where change.Targets.ContainsKey(before.Name)
        let after = change.Evidence.After.FirstOrDefault(view => view.Name == before.Name && view.Namespace == before.Namespace)
        from finding in Compare(change, before, after)
        select finding;

    private static IEnumerable<Finding> Compare(ChangeFacts change, IntegrationView before, IntegrationView? after)
    {
        var what = $"{before.Name} in {before.Namespace}";
        if (after is null)
        {
            return [Finding.Failed($"{what} is gone after the {change.Evidence.Title}.")];
        }

        return change.Expected == ExpectedEffect.Deployed
            ? Replaced(change.Evidence.Title, what, before, after)
            : Kept(change.Evidence.Title, what, before, after);
    }

    private static IEnumerable<Finding> Replaced(string title, string what, IntegrationView before, IntegrationView after)
    {
        var kept = Uids(before).Intersect(Uids(after)).Count();
        if (kept > 0 || after.Pods.IsEmpty)
        {
            yield return Finding.Failed($"The change did not take place: after the {title}, {kept} of {before.Pods.Length} pods of {what} are those of before.");
        }

        var digests = after.Pods.Select(pod => pod.ImageDigest).Intersect(before.Pods.Select(pod => pod.ImageDigest)).ToList();
        if (digests.Count > 0)
        {
            yield return Finding.Failed($"The change did not take place: after the {title}, {what} runs the same image as before ({digests[0]}).");
        }
    }

    private static IEnumerable<Finding> Kept(string title, string what, IntegrationView before, IntegrationView after)
    {
        var lost = Uids(before).Except(Uids(after)).Count();
        if (lost > 0)
        {
            yield return Finding.Failed($"The old version was to serve on, but after the {title} {lost} of {before.Pods.Length} pods of {what} are gone.");
        }
    }

    private static IEnumerable<string> Uids(IntegrationView view) => view.Pods.Select(pod => pod.Uid);

    private static string Describe(RunTrigger trigger) => trigger switch
    {
        RunTrigger.Reconcile => "the reconcile (no webhook was seen)",
        RunTrigger.Manual => "hand",
        _ => trigger.ToString(),
    };
}
