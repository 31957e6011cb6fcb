namespace DddAspire.DemoRunner.Stories;

/// <summary>Notices what a story left behind that was interrupted after its first push: by the story's own mark on its commits, never by what the files hold.</summary>
internal static class InterruptedStory
{
    /// <summary>Takes back what stories changed last in these folders and did not take back.</summary>
    /// <returns>In words, what was put back; null when there was nothing, or somebody has worked on the folders since.</returns>
    public static async Task<string?> PutBackAsync(UserClone clone, IEnumerable<string> integrations, CancellationToken cancellationToken)
    {
        var (commits, names) = (new List<string>(), new List<string>());
        foreach (var integration in integrations.Order(StringComparer.Ordinal))
        {
            if (await clone.StoryCommitsAsync(integration, cancellationToken) is { Count: > 0 } left)
            {
                commits.AddRange(left);
                names.Add(integration);
            }
        }

        if (commits.Count == 0)
        {
            return null;
        }

        var what = string.Join(", ", names);
        var commit = await clone.RevertAsync(commits, $"Put {what} back after an interrupted story", cancellationToken);
        return $"An interrupted story had left its change of {what} in git: it was taken back (commit {CommitId.Abbreviate(commit)}).";
    }
}
