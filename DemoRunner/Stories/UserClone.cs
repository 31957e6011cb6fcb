using System.Collections.Immutable;
using System.Text;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Stories;

/// <summary>A clone of the integrations' repository in a folder of its own, used as a user uses one: edit, commit, push.</summary>
internal sealed class UserClone : IDisposable
{
    private readonly string folder;
    private readonly ImmutableDictionary<string, string?> environment;
    private readonly string token;

    private UserClone(string folder, GitServerState git, string token)
    {
        this.folder = folder;
        this.token = token;
        environment = GitEnvironment(git.Owner, token);
    }

    /// <summary>Runs <c>git clone</c> into a new folder below <paramref name="parent"/>.</summary>
    /// <exception cref="ToolException">Git could not.</exception>
    public static async Task<UserClone> CloneAsync(GitServerState git, string parent, CancellationToken cancellationToken)
    {
        var token = (await File.ReadAllTextAsync(git.TokenFile, cancellationToken)).Trim();
        var clone = new UserClone(Path.Combine(parent, $"clone-{Guid.NewGuid():N}"), git, token);
        Directory.CreateDirectory(parent);
        await ToolRunner.RunAsync(clone.Git("clone", "--quiet", git.CloneUrl.ToString(), clone.folder) with { WorkingDirectory = parent }, cancellationToken);
        return clone;
    }

    /// <summary>What an integration's folder holds now.</summary>
    public async Task<IntegrationFolder> ReadAsync(string integration, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, integration);
        var files = new IntegrationFiles(
            await File.ReadAllTextAsync(Path.Combine(path, IntegrationFiles.DockerfileName), cancellationToken),
            await File.ReadAllTextAsync(Path.Combine(path, IntegrationFiles.DeploymentName), cancellationToken));
        var bars = Directory.EnumerateFiles(path, "*.bar").Select(bar => Path.GetFileNameWithoutExtension(bar)!).Order(StringComparer.Ordinal);
        return new(integration, files, [.. bars]);
    }

    /// <summary>What the folder's files were in the repository's first commit.</summary>
    public async Task<IntegrationFiles> ReadFirstAsync(string integration, CancellationToken cancellationToken)
    {
        var first = await FirstCommitAsync(cancellationToken);
        return new(
            await ShowAsync(first, $"{integration}/{IntegrationFiles.DockerfileName}", cancellationToken),
            await ShowAsync(first, $"{integration}/{IntegrationFiles.DeploymentName}", cancellationToken));
    }

    /// <summary>Writes the files, commits and pushes.</summary>
    /// <returns>The full commit id.</returns>
    public async Task<string> PushAsync(string integration, IntegrationFiles files, string message, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, integration);
        await File.WriteAllTextAsync(Path.Combine(path, IntegrationFiles.DockerfileName), files.Dockerfile, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(path, IntegrationFiles.DeploymentName), files.Deployment, cancellationToken);
        await RunAsync(["add", "--", integration], cancellationToken);
        return await CommitAndPushAsync(message, cancellationToken);
    }

    /// <summary>Makes the whole content what it was in the repository's first commit, by a commit on top.</summary>
    /// <returns>The full commit id; null when nothing differed.</returns>
    public async Task<string?> PushFirstContentAsync(CancellationToken cancellationToken)
    {
        var first = await FirstCommitAsync(cancellationToken);
        await RunAsync(["read-tree", "-u", "--reset", first], cancellationToken);
        var same = await ToolRunner.RunAsync(Git("diff", "--cached", "--quiet") with { AcceptedExitCodes = new HashSet<int> { 0, 1 } }, cancellationToken);
        return same.ExitCode == 0 ? null : await CommitAndPushAsync("Put everything back to how it began", cancellationToken);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            // Git's object files are read-only, which Windows would refuse to delete.
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> CommitAndPushAsync(string message, CancellationToken cancellationToken)
    {
        await RunAsync(["commit", "--quiet", "--message", message], cancellationToken);
        await RunAsync(["push", "--quiet", "origin", "HEAD:main"], cancellationToken);
        return (await RunAsync(["rev-parse", "HEAD"], cancellationToken)).StandardOutput;
    }

    private async Task<string> FirstCommitAsync(CancellationToken cancellationToken) =>
        (await RunAsync(["rev-list", "--max-parents=0", "HEAD"], cancellationToken)).StandardOutput.Split('\n')[^1];

    private async Task<string> ShowAsync(string commit, string path, CancellationToken cancellationToken) =>
        (await RunAsync(["show", $"{commit}:{path}"], cancellationToken)).StandardOutput + "\n";

    private Task<ToolResult> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(Git(arguments), cancellationToken);

    private ToolCommand Git(params string[] arguments) => new("git", arguments)
    {
        WorkingDirectory = folder,
        Environment = environment,
        Secrets = [token],
    };

    // The token goes by the environment, where neither a process list nor .git/config shows it; the machine's own
    // configuration (signing, hooks, proxies) stays out of it.
    private static ImmutableDictionary<string, string?> GitEnvironment(string user, string token) => new Dictionary<string, string?>
    {
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_CONFIG_COUNT"] = "1",
        ["GIT_CONFIG_KEY_0"] = "http.extraHeader",
        ["GIT_CONFIG_VALUE_0"] = $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{token}"))}",
        ["GIT_AUTHOR_NAME"] = "Demo User",
        ["GIT_AUTHOR_EMAIL"] = "user@ddd.example",
        ["GIT_COMMITTER_NAME"] = "Demo User",
        ["GIT_COMMITTER_EMAIL"] = "user@ddd.example",
    }.ToImmutableDictionary();
}
