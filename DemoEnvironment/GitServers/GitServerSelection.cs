using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.GitServers;

/// <summary>Decides which git server it is.</summary>
internal static class GitServerSelection
{
    /// <summary>What was asked for; for "auto" the one that was set up before, else Gitea where its image can be had, else the built-in one.</summary>
    public static async Task<GitServerChoice> DecideAsync(
        EnvironmentOptions options, ImageSupply images, StepLog steps, CancellationToken cancellationToken)
    {
        if (options.Git != GitServerChoice.Auto)
        {
            return options.Git;
        }

        if (EnvironmentStateFile.Find(options.Layout) is { } known)
        {
            return Tell(known.Git.Kind == Gitea.GiteaServer.Kind ? GitServerChoice.Gitea : GitServerChoice.BuiltIn, "as before", steps);
        }

        try
        {
            await images.GetAsync(ImageName.Gitea, cancellationToken);
            return Tell(GitServerChoice.Gitea, "as its image can be had here", steps);
        }
        catch (ImageMissingException)
        {
            return Tell(GitServerChoice.BuiltIn, "as Gitea's image can't be had here", steps);
        }
    }

    // As long as few have used the one or the other, nobody should be surprised by which it is.
    private static GitServerChoice Tell(GitServerChoice choice, string reason, StepLog steps)
    {
        steps.Notice(choice == GitServerChoice.Gitea
            ? $"The git server is Gitea, {reason}; the other one: --git built-in"
            : $"The git server is the built-in one, {reason}; the other one: --git gitea");
        return choice;
    }
}
