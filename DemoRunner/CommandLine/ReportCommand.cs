using System.CommandLine;
using System.Text.Json;
using DddAspire.Contracts.Faults;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo report [PATH]</c>: a report in words, and where its files are.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment)
    {
        var path = new Argument<string?>("PATH") { Description = "A report's folder or report.json; the last one by default", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("report", "Show the last report, or the one at PATH") { path };
        command.SetAction((line, cancellationToken) => RunAsync(
            Json(line.GetValue(path)) ?? new ReportFolder(environment.Read(line).Layout.Reports).Find(ReportFolder.Latest, ReportFile.Json), cancellationToken));
        return command;
    }

    private static string? Json(string? path) => Directory.Exists(path) ? Path.Combine(path, ReportFile.Json) : path;

    private static async Task<int> RunAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null || !File.Exists(path))
        {
            throw new MachineException($"There is no report{(path is null ? " yet" : $" at {path}")}.", "./demo --exit   # tells the fix-pack story and writes one");
        }

        var report = await ReadAsync(path, cancellationToken);
        await Console.Out.WriteLineAsync(string.Join('\n',
        [
            $"{report.Verdict.ToString().ToUpperInvariant()}: story {StoryNames.Format(report.Story)}, {report.StartedAt:yyyy-MM-dd HH:mm:ss} UTC, {Markup.Span(report.EndedAt - report.StartedAt)}",
            .. report.Reasons.Select(reason => $"  - {reason}"),
            .. ReportFile.All.Select(file => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file)),
        ]));
        return ExitCodes.Done;
    }

    private static async Task<StoryReport> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return ReportJson.Read(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (JsonException exception)
        {
            throw new MachineException($"{path} is not a report of this demo: {exception.Message}", "./demo report   # shows the last one", exception);
        }
    }
}
