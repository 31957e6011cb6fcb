using DddAspire.DemoEnvironment.Git;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Git;

/// <summary>The pipeline's own bare copy of the branch that is deployed; other branches are nobody's business here.</summary>
/// <param name="server">The git server.</param>
/// <param name="folder">Where the copy lies.</param>
internal sealed class GitCache(GitServerState server, string folder)
{
    private const string Branch = $"refs/heads/{GitAccount.Branch}";
    private static readonly TimeSpan RemoteLimit = TimeSpan.FromSeconds(60);

    /// <summary>The branch's head on the server, without fetching; null when there is none yet.</summary>
    public async Task<string?> RemoteHeadAsync(CancellationToken cancellationToken)
    {
        var result = await RemoteAsync(["ls-remote", server.CloneUrl.ToString(), Branch], cancellationToken);
        return result.StandardOutput.Length >= 40 ? result.StandardOutput[..40] : null;
    }

    /// <summary>Brings the copy up to date. A copy that git can't work with any more is made anew.</summary>
    /// <returns>The branch's head.</returns>
    public async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FetchBranchAsync(cancellationToken);
        }
        catch (ToolFailedException)
        {
            // Where the server itself does not answer, this says so.
            await RemoteHeadAsync(cancellationToken);
            Directory.Delete(folder, recursive: true);
            await FetchBranchAsync(cancellationToken);
        }

        return (await LocalAsync(["rev-parse", "--verify", Branch], cancellationToken)).StandardOutput;
    }

    /// <summary>Each top folder's tree id: git's own hash of its content.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FoldersAsync(string commit, CancellationToken cancellationToken)
    {
        var result = await LocalAsync(["ls-tree", "-d", "-z", commit], cancellationToken);
        return result.StandardOutput
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split([' ', '\t'], 4))
            .Where(columns => !columns[3].StartsWith('.'))
            .ToDictionary(columns => columns[3], columns => columns[2]);
    }

    /// <summary>Writes a commit's files into an empty folder.</summary>
    public async Task ExportAsync(string commit, string destination, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(destination);
        var index = Path.Combine(destination, ".index");
        await ToolRunner.RunAsync(
            GitClient.Local.Command(
                ["--git-dir", folder, "--work-tree", destination, "checkout", "--quiet", "--force", commit, "--", "."],
                new Dictionary<string, string?> { ["GIT_INDEX_FILE"] = index }),
            cancellationToken);
        File.Delete(index);
    }

    /// <summary>A file's text at a commit.</summary>
    public async Task<string> ReadAsync(string commit, string path, CancellationToken cancellationToken) =>
        (await LocalAsync(["show", $"{commit}:{path}"], cancellationToken)).StandardOutput;

    /// <summary>A commit with what it changed.</summary>
    public async Task<CommitView> ShowAsync(string commit, CancellationToken cancellationToken) =>
        CommitText.Parse((await LocalAsync(CommitText.Arguments(commit), cancellationToken)).StandardOutput) with { Url = server.CommitPage(commit) };

    /// <summary>Names of the files in a folder at a commit.</summary>
    public async Task<IReadOnlyCollection<string>> FilesAsync(string commit, string path, CancellationToken cancellationToken) =>
        (await LocalAsync(["ls-tree", "--name-only", "-z", $"{commit}:{path}"], cancellationToken)).StandardOutput
        .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .ToHashSet();

    private async Task FetchBranchAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(folder, "objects")))
        {
            Directory.CreateDirectory(folder);
            await LocalAsync(["init", "--quiet", "--bare"], cancellationToken);
        }

        await RemoteAsync(
            ["--git-dir", folder, "fetch", "--quiet", "--force", "--no-tags", server.CloneUrl.ToString(), $"+{Branch}:{Branch}"], cancellationToken);
    }

    private Task<ToolResult> LocalAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(GitClient.Local.Command(["--git-dir", folder, .. arguments]), cancellationToken);

    private async Task<ToolResult> RemoteAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var git = new GitClient { Credentials = await GitCredentials.ReadAsync(server, cancellationToken) };
        return await ToolRunner.RunAsync(git.Command(arguments) with { Limit = RemoteLimit }, cancellationToken);
    }
}
