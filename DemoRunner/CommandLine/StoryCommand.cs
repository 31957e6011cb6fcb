using System.Collections.Immutable;
using System.CommandLine;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo story NAME</c>: tells one story, or all of them.</summary>
internal static class StoryCommand
{
    private const string AllStories = "all";
    private static readonly ImmutableArray<StoryName> All = [StoryName.FixPack, StoryName.ApplicationUpdate, StoryName.BrokenFixPack, StoryName.Downtime];

    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment, StoryArguments arguments)
    {
        var name = new Argument<string>("NAME") { Description = $"{string.Join(", ", StoryNames.All)} or {AllStories}" };
        name.AcceptOnlyFromAmong([.. StoryNames.All, AllStories]);
        var command = new Command("story", "Tell a story and judge it") { name };
        foreach (var option in arguments.All)
        {
            command.Add(option);
        }

        command.SetAction((line, cancellationToken) =>
            RunAsync(line.GetRequiredValue(name), environment.Read(line), arguments.Read(line), arguments.Exit(line), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string name, EnvironmentOptions options, StoryOrder order, bool exit, CancellationToken cancellationToken)
    {
        await using var background = await Background.UpAsync(options, cancellationToken);
        using var follower = new StoryFollower(options);
        var code = StoryNames.Parse(name) is { } story
            ? CodeOf(await follower.TellAsync(story, order, cancellationToken))
            : await TellAllAsync(follower, order, cancellationToken);
        if (!exit)
        {
            await background.StayAsync(cancellationToken);
        }

        return code;
    }

    /// <summary>The exit code of a verdict.</summary>
    public static int CodeOf(StoryProgress told) => told.End?.Verdict == StoryOutcome.Passed ? ExitCodes.Done : ExitCodes.VerdictFailed;

    // The control counts as right when it was caught: a meter that cannot fail proves nothing.
    private static async Task<int> TellAllAsync(StoryFollower follower, StoryOrder order, CancellationToken cancellationToken)
    {
        var right = true;
        foreach (var story in All)
        {
            var own = story == StoryName.Downtime ? order with { Integration = null } : order;
            var told = await follower.TellAsync(story, own, cancellationToken);
            var wanted = story == StoryName.Downtime ? StoryOutcome.Failed : StoryOutcome.Passed;
            var asWanted = told.End?.Verdict == wanted && (story != StoryName.Downtime || told.Timeline.Any(second => second.Failed > 0));
            await Console.Out.WriteLineAsync($"Story {StoryNames.Format(story)}: {told.End?.Verdict}, {(asWanted ? "as it should be" : $"where {wanted} was wanted")}\n");
            right &= asWanted;
        }

        return right ? ExitCodes.Done : ExitCodes.VerdictFailed;
    }
}
