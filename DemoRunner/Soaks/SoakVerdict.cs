using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.DemoRunner.Soaks;

/// <summary>What follows from a soak's cycles.</summary>
/// <param name="Outcome">Failed if a cycle failed or something grew beyond its bound; else inconclusive if a cycle was; else passed.</param>
/// <param name="Reasons">Why, in words.</param>
internal sealed record SoakVerdict(StoryOutcome Outcome, ImmutableArray<string> Reasons)
{
    private const double MiB = 1024 * 1024;

    /// <summary>Judges the cycles, in their order; there is at least one.</summary>
    public static SoakVerdict Judge(IReadOnlyList<SoakCycle> cycles, SoakBounds bounds)
    {
        var failed = cycles.Where(cycle => cycle.Outcome == StoryOutcome.Failed).SelectMany(Describe)
            .Concat(Growth(cycles[0], cycles[^1], bounds))
            .ToImmutableArray();
        var open = cycles.Where(cycle => cycle.Outcome == StoryOutcome.Inconclusive).SelectMany(Describe).ToImmutableArray();
        return failed.IsEmpty && open.IsEmpty
            ? new(StoryOutcome.Passed, [Counts(cycles), $"Nothing grew beyond its bound: {Grown(cycles[0], cycles[^1], bounds)}."])
            : new(failed.IsEmpty ? StoryOutcome.Inconclusive : StoryOutcome.Failed, [.. failed, .. open, Counts(cycles)]);
    }

    private static IEnumerable<string> Describe(SoakCycle cycle) => cycle.Reasons.Select(reason => $"Cycle {cycle.Number}: {reason}");

    private static string Counts(IReadOnlyList<SoakCycle> cycles) => string.Create(CultureInfo.InvariantCulture,
        $"{cycles.Count(cycle => cycle.Outcome == StoryOutcome.Passed)} of {cycles.Count} cycles passed; of {cycles.Sum(cycle => cycle.Load?.Scheduled ?? 0):N0} calls {cycles.Sum(cycle => cycle.Load?.Failed ?? 0):N0} failed; of {cycles.Sum(cycle => cycle.Audit?.Acknowledged ?? 0):N0} acknowledged quotes {cycles.Sum(cycle => cycle.Audit?.Missing ?? 0):N0} were lost and {cycles.Sum(cycle => cycle.Audit?.Duplicated ?? 0):N0} doubled.");

    private static IEnumerable<string> Growth(SoakCycle first, SoakCycle last, SoakBounds bounds) =>
        from growth in Growths(first, last, bounds)
        where growth.By > growth.Bound
        select string.Create(CultureInfo.InvariantCulture, $"From the end of cycle {first.Number} to that of cycle {last.Number} {growth.What} grew by {growth.Format(growth.By)}; allowed are {growth.Format(growth.Bound)}.");

    private static string Grown(SoakCycle first, SoakCycle last, SoakBounds bounds) =>
        string.Join(", ", Growths(first, last, bounds).Select(growth => $"{growth.What} {growth.Format(growth.By)} of {growth.Format(growth.Bound)}"));

    private static IEnumerable<(string What, long By, long Bound, Func<long, string> Format)> Growths(SoakCycle first, SoakCycle last, SoakBounds bounds)
    {
        foreach (var program in last.Usage.Programs)
        {
            // One that was started anew has no past to be compared with; that it was is a cycle's own failure.
            if (first.Usage.Programs.FirstOrDefault(before => before.Name == program.Name) is { } before)
            {
                yield return ($"{program.Name}'s memory", program.MemoryBytes - before.MemoryBytes, bounds.MemoryBytes, Size);
                yield return ($"{program.Name}'s handles", program.Handles - before.Handles, bounds.Handles, Count);
            }
        }

        if (last.Usage.RegistryBytes - first.Usage.RegistryBytes is { } registry)
        {
            yield return ("the registry", registry, bounds.RegistryBytes, Size);
        }

        yield return ("the state folder", last.Usage.StateBytes - first.Usage.StateBytes, bounds.StateBytes, Size);
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / MiB:0.0} MiB");

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);
}
