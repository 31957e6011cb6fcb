namespace DddAspire.DemoRunner.Stories;

/// <summary>Did callers see the versions that the story claims they were served by?</summary>
internal static class CallerFindings
{
    public static IEnumerable<Finding> Of(StoryFacts facts)
    {
        if (facts.Load is not { } load || facts.Changes.IsEmpty || facts.Start is not null)
        {
            yield break;
        }

        if (!facts.IsCalled)
        {
            foreach (var finding in UncalledFindings.Of(facts))
            {
                yield return finding;
            }

            yield break;
        }

        var subject = facts.Subject;
        var seen = load.Versions.Where(version => version.Integration == subject.Integration).ToList();
        var before = seen.Find(version => Is(version, subject.From));
        var between = seen.Find(version => Is(version, subject.To));
        var toBeSeen = facts.Changes.Any(change => change.Expected == ExpectedEffect.Deployed);

        if (before is null)
        {
            yield return Finding.Failed($"No caller was ever answered by {subject.Integration} {subject.From}; seen: {Describe(seen)}.");
        }

        if (toBeSeen && between is null)
        {
            yield return Finding.Failed(
                $"The change did not take place: no caller was ever answered by {subject.Integration} {subject.To}; seen: {Describe(seen)}.");
        }

        if (!toBeSeen && between is not null)
        {
            yield return Finding.Failed($"Callers were answered by {subject.Integration} {subject.To}, which was never to serve.");
        }

        if (before is not null && between is not null && facts.Changes.Length == facts.PlannedChanges && before.LastSeen <= between.FirstSeen)
        {
            yield return Finding.Failed($"After the way back no caller was answered by {subject.Integration} {subject.From} again.");
        }

        if (!toBeSeen && before is not null && between is null)
        {
            yield return Finding.Passed($"Callers were served by {subject.Integration} {subject.From} all the while; {subject.To} was taken back and served nobody.");
        }

        if (toBeSeen && before is not null && between is not null)
        {
            yield return Finding.Passed($"Callers were served by {subject.Integration} {subject.From}, then {subject.To}, then {subject.From} again.");
        }
    }

    private static bool Is(VersionSeen seen, IntegrationVersion version) =>
        seen.Runtime == version.Runtime && seen.Bar == version.Bar;

    private static string Describe(List<VersionSeen> seen) =>
        seen.Count == 0 ? "none" : string.Join(", ", seen.Select(version => $"{version.Runtime}/{version.Bar}"));
}
