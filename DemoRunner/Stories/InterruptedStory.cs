namespace DddAspire.DemoRunner.Stories;

/// <summary>Notices what a story left behind that was interrupted after its first push.</summary>
internal static class InterruptedStory
{
    /// <summary>Pushes the folder's first content if it holds what only a story puts there.</summary>
    /// <returns>The full commit id; null when there was nothing to put back.</returns>
    public static async Task<string?> PutBackAsync(UserClone clone, IntegrationFolder folder, CancellationToken cancellationToken)
    {
        if (!IsLeftOver(folder))
        {
            return null;
        }

        var first = await clone.ReadFirstAsync(folder.Name, cancellationToken);
        return await clone.PushAsync(folder.Name, first, $"Put {folder.Name} back after an interrupted story", cancellationToken);
    }

    // A base image of the user's own is left as it is: only tags and strategies that stories push are taken back.
    private static bool IsLeftOver(IntegrationFolder folder) =>
        folder.Version.Runtime is Solution.NextFixPack or Solution.BrokenFixPack
        || folder.Version.Bar != folder.Bars.FirstOrDefault(folder.Version.Bar)
        || folder.Files.Deployment.Contains("type: Recreate", StringComparison.Ordinal);
}
