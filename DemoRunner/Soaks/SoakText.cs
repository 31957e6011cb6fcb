using System.Globalization;

namespace DddAspire.DemoRunner.Soaks;

/// <summary>A soak as lines of text.</summary>
internal static class SoakText
{
    private const double MiB = 1024 * 1024;

    /// <summary>What the columns are.</summary>
    public static string Heads(IEnumerable<string> programs) => string.Join("  ",
    [
        "cycle", $"{"verdict",-12}", $"{"s",6}", $"{"calls",8}", $"{"failed",6}", $"{"gap ms",7}", $"{"p99 ms",7}",
        .. programs.Select(program => $"{program + " MiB",9}  handles"), "registry MiB", "state MiB",
    ]);

    /// <summary>A cycle as one line.</summary>
    public static string Line(SoakCycle cycle) => string.Join("  ",
    [
        $"{cycle.Number,5}", $"{cycle.Outcome.ToString().ToLowerInvariant(),-12}", Number(cycle.Took.TotalSeconds, 6),
        $"{Text(cycle.Load?.Scheduled),8}", $"{Text(cycle.Load?.Failed),6}", Number(cycle.Load?.LongestGapMs, 7), Number(cycle.Load?.LatencyMs.P99, 7),
        .. cycle.Usage.Programs.Select(program => $"{Number(program.MemoryBytes / MiB, 9)}  {program.Handles,7}"),
        Number(cycle.Usage.RegistryBytes / MiB, 12), Number(cycle.Usage.StateBytes / MiB, 9),
    ]);

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static string Number(double? value, int width) => (value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–").PadLeft(width);
}
