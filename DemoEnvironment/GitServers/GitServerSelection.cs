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
            return known.Git.Kind == "gitea" ? GitServerChoice.Gitea : GitServerChoice.BuiltIn;
        }

        try
        {
            await images.GetAsync(ImageName.Gitea, cancellationToken);
            return GitServerChoice.Gitea;
        }
        catch (ImageMissingException)
        {
            steps.Notice("Gitea's image can't be had here: the built-in git server takes its place");
            return GitServerChoice.BuiltIn;
        }
    }
}
