using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.LoadClient.CommandLine;

/// <summary>A window as cells of a table or as a plain line.</summary>
internal static class WindowText
{
    public static ImmutableArray<string> Columns { get; } = ["time", "sent", "ok", "failed", "p50 ms", "p99 ms", "max ms", "served by"];

    public static ImmutableArray<string> Cells(LoadWindow window) =>
    [
        window.Start.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        Text($"{window.Sent}"),
        Text($"{window.Succeeded}"),
        Text($"{window.Failed}{Kinds(window)}"),
        Text($"{window.LatencyMs.P50:0.0}"),
        Text($"{window.LatencyMs.P99:0.0}"),
        Text($"{window.LatencyMs.Max:0.0}"),
        string.Join(", ", window.Versions.Select(version => $"{version.Integration} {version.Runtime}")),
    ];

    public static string Line(LoadWindow window) =>
        string.Join("  ", Columns.Zip(Cells(window), (name, cell) => $"{name} {cell}")).TrimEnd();

    private static string Kinds(LoadWindow window) => window.FailuresByKind.IsEmpty
        ? ""
        : Text($" ({string.Join(", ", window.FailuresByKind.Select(pair => $"{pair.Key} {pair.Value}"))})");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
