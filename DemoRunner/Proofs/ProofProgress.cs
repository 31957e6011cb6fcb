using System.Globalization;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>Tells how a proof goes on: each phase, each second with a failure, and a sign of life every few seconds.</summary>
/// <param name="output">Standard error, usually: standard output is for the result.</param>
internal sealed class ProofProgress(TextWriter output)
{
    private const int Every = 5;

    /// <summary>A phase begins.</summary>
    public void Phase(string what) => output.WriteLine($"==> {what}");

    /// <summary>A second is complete.</summary>
    public void Window(LoadWindow window)
    {
        if (window.Failed > 0 || window.Number % Every == 0)
        {
            output.WriteLine(Line(window));
        }
    }

    private static string Line(LoadWindow window) => string.Create(
        CultureInfo.InvariantCulture,
        $"    {window.Start.UtcDateTime:HH:mm:ss} {ProofPhases.Name(window.Phase),-6} {window.Succeeded} ok, {window.Failed} failed{Kinds(window)}, p99 {window.LatencyMs.P99:0.#} ms");

    private static string Kinds(LoadWindow window) => window.FailuresByKind.IsEmpty
        ? ""
        : $" ({string.Join(", ", window.FailuresByKind.Select(pair => $"{pair.Key.Word()} {pair.Value}"))})";
}
