using System.CommandLine;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Status;
using DddAspire.DemoRunner.Soaks;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo soak</c>: the fix-pack story again and again, a line each, and a verdict on all of them and on what grew meanwhile.</summary>
internal static class SoakCommand
{
    private const int UsualCycles = 10;
    private const int MostCycles = 10_000;

    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment, StoryArguments arguments)
    {
        var cycles = new Option<int>("--cycles")
        {
            HelpName = "N",
            Description = $"How many upgrades and rollbacks (default {UsualCycles})",
            DefaultValueFactory = _ => UsualCycles,
        };
        cycles.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var number) || number is < 1 or > MostCycles))
            {
                result.AddError($"--cycles is '{result.Tokens[0].Value}'; allowed are 1 to {MostCycles}.");
            }
        });
        var command = new Command("soak", "Upgrade and roll back again and again under load, a line a cycle, and judge what failed and what grew") { cycles };
        foreach (var option in arguments.Measured)
        {
            command.Add(option);
        }

        command.SetAction((line, cancellationToken) => RunAsync(line.GetValue(cycles), environment.Read(line), arguments.Read(line), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int count, EnvironmentOptions options, StoryOptions storyOptions, CancellationToken cancellationToken)
    {
        await using var background = await Background.UpAsync(options, cancellationToken);
        using var follower = new StoryFollower(options, new StoryPrinter(TextWriter.Null, isTerminal: false));
        var usage = new UsageReader(options);
        var programs = ServePrograms.For(options);
        var cycles = new List<SoakCycle>();
        await Console.Out.WriteLineAsync($"\n{SoakText.Heads(programs.Select(program => program.Name))}");
        string? passed = null;
        for (var number = 1; number <= count; number++)
        {
            var told = await follower.RunAsync(StoryName.FixPack, storyOptions, cancellationToken);
            var folder = Path.GetDirectoryName(told.End!.ReportPath);
            var report = string.IsNullOrEmpty(folder)
                ? null
                : ReportJson.Read(await File.ReadAllTextAsync(Path.Combine(folder, Reports.ReportFile.Json), cancellationToken));
            cycles.Add(SoakCycle.Of(number, told, told.End, report, await usage.ReadAsync(programs, cancellationToken)));
            await Console.Out.WriteLineAsync(SoakText.Line(cycles[^1]));
            passed = Kept(folder, cycles[^1].Outcome, passed);
        }

        var verdict = SoakVerdict.Judge(cycles, SoakBounds.Usual);
        await Console.Out.WriteLineAsync($"\n{verdict.Outcome.ToString().ToUpperInvariant()}: soak of {count} cycles\n{string.Join('\n', verdict.Reasons.Select(reason => $"  - {reason}"))}");
        return verdict.Outcome == StoryOutcome.Passed ? ExitCodes.Done : ExitCodes.VerdictFailed;
    }

    // Of the reports of cycles that passed the last one is enough; what did not pass is kept.
    private static string? Kept(string? folder, StoryOutcome outcome, string? passed)
    {
        if (outcome != StoryOutcome.Passed)
        {
            return passed;
        }

        if (passed is not null)
        {
            Directory.Delete(passed, recursive: true);
        }

        return folder;
    }
}
