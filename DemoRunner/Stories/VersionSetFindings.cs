using System.Globalization;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Did the versions that the story mixes serve one call together, after each change? What each integration served for itself would not prove it.</summary>
internal static class VersionSetFindings
{
    /// <summary>How many fix packs are to serve together.</summary>
    public const int FixPacks = 3;

    public static IEnumerable<Finding> Of(StoryFacts facts)
    {
        if (facts.Load is not { } load || facts.Changes.IsEmpty || facts.Start is not { } start)
        {
            yield break;
        }

        var (set, mixed, before) = (start, false, DateTimeOffset.MinValue);
        if (Seen(start, load) is null)
        {
            yield return Finding.Failed($"No answer came from what ran at the start ({start}).");
        }

        foreach (var change in facts.Changes)
        {
            var next = set.With(change.Targets);
            var served = Seen(next, load);
            if (served is null)
            {
                yield return Finding.Failed(
                    $"The change did not take place: after the {change.Evidence.Title} no single answer came from {next}; {load.Matrix.Length} other sets of versions were seen.");
            }
            else if (next.Is(start.Versions) && served.LastSeen <= before)
            {
                // By the load client's clock alone.
                yield return Finding.Failed($"After the {change.Evidence.Title} no answer came from {next} again.");
            }
            else if (next.FixPacks >= FixPacks)
            {
                mixed = true;
                yield return Finding.Passed(string.Create(CultureInfo.InvariantCulture,
                    $"{served.Answers:N0} answers were each made by {next} together: {next.FixPacks} fix packs by the header of one answer."));
            }

            (set, before) = (next, served?.LastSeen ?? before);
        }

        if (facts.Changes.Length == facts.PlannedChanges)
        {
            yield return mixed
                ? Finding.Passed($"Before and after, callers were served by {start}.")
                : Finding.Failed($"No answer was made by {FixPacks} fix packs together.");
        }
    }

    private static VersionSetSeen? Seen(VersionSet set, LoadFacts load) => load.Matrix.FirstOrDefault(seen => set.Is(seen.Versions));
}
