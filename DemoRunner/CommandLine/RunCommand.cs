using System.CommandLine;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary><c>./demo run</c>, and <c>./demo</c> alone: everything up, the fix-pack story, its report.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(EnvironmentArguments environment, StoryArguments arguments)
    {
        var command = new Command("run", "Set everything up, tell the fix-pack story, stay up until Ctrl+C");
        Describe(command, environment, arguments);
        return command;
    }

    /// <summary>Makes <paramref name="command"/> do the same.</summary>
    public static void Describe(Command command, EnvironmentArguments environment, StoryArguments arguments)
    {
        foreach (var option in arguments.All)
        {
            command.Add(option);
        }

        command.SetAction((line, cancellationToken) =>
            RunAsync(environment.Read(line), arguments.Read(line), arguments.Exit(line), cancellationToken));
    }

    private static async Task<int> RunAsync(EnvironmentOptions options, StoryOptions storyOptions, bool exit, CancellationToken cancellationToken)
    {
        await using var background = await Background.UpAsync(options, cancellationToken);
        using var follower = new StoryFollower(options);
        var told = await follower.RunAsync(StoryName.FixPack, storyOptions, cancellationToken);
        if (!exit)
        {
            await background.StayAsync(cancellationToken);
        }

        return StoryCommand.CodeOf(told);
    }
}
