using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Git;

/// <summary>The pipeline's own bare copy of the integrations' repository.</summary>
/// <param name="server">The git server.</param>
/// <param name="folder">Where the copy lies.</param>
internal sealed class GitCache(GitServerState server, string folder)
{
    private const string Branch = "main";

    /// <summary>The branch's head on the server, without fetching; null when there is none yet.</summary>
    public async Task<string?> RemoteHeadAsync(CancellationToken cancellationToken)
    {
        var result = await RemoteAsync(["ls-remote", server.CloneUrl.ToString(), $"refs/heads/{Branch}"], cancellationToken);
        return result.StandardOutput.Length >= 40 ? result.StandardOutput[..40] : null;
    }

    /// <summary>Brings the copy up to date.</summary>
    public async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(folder, "objects")))
        {
            Directory.CreateDirectory(folder);
            await LocalAsync(["init", "--quiet", "--bare"], cancellationToken);
        }

        await RemoteAsync(["--git-dir", folder, "fetch", "--quiet", "--force", server.CloneUrl.ToString(), $"+refs/heads/*:refs/heads/*"], cancellationToken);
    }

    /// <summary>Each top folder's tree id: git's own hash of its content.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FoldersAsync(string commit, CancellationToken cancellationToken)
    {
        var result = await LocalAsync(["ls-tree", "-d", commit], cancellationToken);
        return result.StandardOutput
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
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
            new ToolCommand("git", ["--git-dir", folder, "--work-tree", destination, "checkout", "--quiet", "--force", commit, "--", "."])
            {
                Environment = new Dictionary<string, string?> { ["GIT_INDEX_FILE"] = index },
            },
            cancellationToken);
        File.Delete(index);
    }

    /// <summary>A file's text at a commit.</summary>
    public async Task<string> ReadAsync(string commit, string path, CancellationToken cancellationToken) =>
        (await LocalAsync(["show", $"{commit}:{path}"], cancellationToken)).StandardOutput;

    /// <summary>Names of the files in a folder at a commit.</summary>
    public async Task<IReadOnlyCollection<string>> FilesAsync(string commit, string path, CancellationToken cancellationToken) =>
        (await LocalAsync(["ls-tree", "--name-only", $"{commit}:{path}"], cancellationToken)).StandardOutput
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .ToHashSet();

    private Task<ToolResult> LocalAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(new ToolCommand("git", ["--git-dir", folder, .. arguments]), cancellationToken);

    private async Task<ToolResult> RemoteAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var token = (await File.ReadAllTextAsync(server.TokenFile, cancellationToken)).Trim();
        return await ToolRunner.RunAsync(GitAccount.Command(server, token, arguments), cancellationToken);
    }
}
