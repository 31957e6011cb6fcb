using System.CommandLine;
using System.Text.Json;
using DddAspire.DemoEnvironment.Prerequisites;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo doctor</c>: what this machine lacks, and the command that mends it. Exit code 2 when it lacks something.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment)
    {
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var command = new Command("doctor", "Show what this machine lacks and the commands that mend it") { json };
        command.SetAction(async (line, cancellationToken) =>
        {
            var findings = await new Doctor(environment.Read(line)).RunAsync(cancellationToken);
            var healthy = findings.All(finding => finding.State != FindingState.Missing);
            await Console.Out.WriteLineAsync(line.GetValue(json)
                ? JsonSerializer.Serialize(new { ok = healthy, findings }, StatusJson.Options)
                : string.Join('\n', findings.Select(Text)));
            return healthy ? ExitCodes.Done : ExitCodes.Machine;
        });
        return command;
    }

    internal static string Text(Finding finding)
    {
        var mark = finding.State switch
        {
            FindingState.Ok => "ok     ",
            FindingState.Warning => "warning",
            _ => "MISSING",
        };
        return $"{mark}  {finding.Name,-14} {finding.Found.ReplaceLineEndings("\n                        ")}"
            + (finding.Remedy is null ? "" : $"\n                        mend it: {finding.Remedy}");
    }
}
