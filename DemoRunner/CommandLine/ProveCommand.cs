using System.CommandLine;
using DddAspire.DemoRunner.Proofs;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>
/// <c>./demo prove</c>: the demo's measurement, verdict and report around any command of the user's against any HTTP API. It needs neither
/// cluster nor git nor a container engine.
/// </summary>
internal static class ProveCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var arguments = new ProveArguments();
        var command = new Command("prove", "Call an HTTP API of yours while a command of yours runs, and prove that its callers noticed nothing");
        foreach (var option in arguments.All)
        {
            command.Add(option);
        }

        command.SetAction((line, cancellationToken) => RunAsync(arguments.Read(line), arguments.Folder(line), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ProofRequest request, string root, CancellationToken cancellationToken)
    {
        var folder = new ReportFolder(root);
        var runner = new ProofRunner(request, new ProofProgress(Console.Error), TimeProvider.System);
        ProofEvidence evidence;
        try
        {
            evidence = await runner.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted before the first call.");
            await Console.Out.WriteLineAsync("verdict=inconclusive partial=true scheduled=0 succeeded=0 failed=0");
            return ExitCodes.Cancelled;
        }

        var report = ProofReport.Of(evidence, runner.Windows, folder.NewId(evidence.Load.StartedAt));
        // What was measured is kept, also after Ctrl+C.
        var path = await folder.WriteAsync(
            report.Id,
            [
                (ReportFile.Json, ProofJson.Write(report)),
                (ReportFile.Html, await ProofHtml.WriteAsync(report)),
                (ReportFile.JUnit, ProofJUnit.Write(report)),
                (ReportFile.Markdown, ProofText.Markdown(report)),
            ],
            CancellationToken.None);
        await Console.Out.WriteLineAsync(ProofText.Summary(report));
        await Console.Out.WriteLineAsync($"report: {Path.Combine(path, ReportFile.Html)}");
        await Console.Out.WriteLineAsync(ProofText.VerdictLine(report, path));
        return report.Partial ? ExitCodes.Cancelled
            : report.Verdict == StoryOutcome.Passed ? ExitCodes.Done
            : ExitCodes.VerdictFailed;
    }
}
