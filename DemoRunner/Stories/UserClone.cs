using System.Diagnostics;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Git;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Git;
using DddAspire.DemoRunner.Manifests;

namespace DddAspire.DemoRunner.Stories;

/// <summary>A clone of the integrations' repository in a folder of its own, used as a user uses one: edit, commit, push.</summary>
internal sealed class UserClone : IDisposable
{
    private const string StoryTrailer = "Demo-Story";
    private const int PushAttempts = 5;
    private static readonly GitIdentity User = new("Demo User", "user@ddd.example");
    private readonly string folder;
    private readonly GitClient git;

    private UserClone(string folder, GitClient git) => (this.folder, this.git) = (folder, git);

    /// <summary>Runs <c>git clone</c> into a new folder below <paramref name="parent"/>.</summary>
    /// <exception cref="ToolException">Git could not.</exception>
    public static async Task<UserClone> CloneAsync(GitServerState server, string parent, CancellationToken cancellationToken)
    {
        var git = new GitClient { Credentials = await GitCredentials.ReadAsync(server, cancellationToken), Identity = User };
        var clone = new UserClone(Path.Combine(parent, $"clone-{Guid.NewGuid():N}"), git);
        Directory.CreateDirectory(parent);
        try
        {
            await git.RunAsync(parent, ["clone", "--quiet", server.CloneUrl.ToString(), clone.folder], cancellationToken);
            return clone;
        }
        catch
        {
            clone.Dispose();
            throw;
        }
    }

    /// <summary>What an integration's folder holds now.</summary>
    /// <exception cref="ManifestFaultException">It has no Deployment of its name.</exception>
    public async Task<IntegrationFolder> ReadAsync(string integration, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, integration);
        var manifests = await ManifestReader.ReadAsync(integration, path, cancellationToken);
        var deployment = manifests.Items.FirstOrDefault(item => item.Kind == "Deployment" && item.Name == integration)
            ?? throw new ManifestFaultException(integration, null, $"no *.yaml or *.yml file in the folder has a Deployment named {integration}");
        var files = new IntegrationFiles(
            ExactText.Read(Path.Combine(path, IntegrationFiles.DockerfileName)), deployment.File, ExactText.Read(Path.Combine(path, deployment.File)));
        var bars = Directory.EnumerateFiles(path, "*.bar", SearchOption.AllDirectories)
            .Select(bar => Path.GetRelativePath(path, bar).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal);
        return new(integration, files, [.. bars]);
    }

    /// <summary>Git's own hash of each integration's folder as it is now; what a Deployment was made from carries the same.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TreesAsync(CancellationToken cancellationToken)
    {
        var listed = await RunAsync(["ls-tree", "-d", "-z", "HEAD"], cancellationToken);
        return listed.StandardOutput.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split([' ', '\t'], 4))
            .Where(columns => File.Exists(Path.Combine(folder, columns[3], IntegrationFiles.DockerfileName)))
            .ToDictionary(columns => columns[3], columns => columns[2]);
    }

    /// <summary>The last commit that touched an integration's folder; null when the repository began with it.</summary>
    public async Task<string?> LastCommitAsync(string integration, CancellationToken cancellationToken) =>
        (await RunAsync(["log", "-1", "--format=%H", "--", integration], cancellationToken)).StandardOutput is { Length: > 0 } last
            && last != await FirstCommitAsync(cancellationToken) ? last : null;

    /// <summary>The commits of stories that were the last to touch an integration's folder, the newest first: those stories were to take them back.</summary>
    public async Task<IReadOnlyList<string>> StoryCommitsAsync(string integration, CancellationToken cancellationToken)
    {
        var log = await RunAsync(["log", "--max-count=20", "--format=%H %(trailers:key=" + StoryTrailer + ",valueonly,separator=%x2C)", "--", integration], cancellationToken);
        return
        [
            .. log.StandardOutput.Split('\n').Select(line => line.Split(' ', 2))
                .TakeWhile(line => line is [{ Length: >= 40 }, var marks] && marks.Trim().Length > 0)
                .Select(line => line[0]),
        ];
    }

    /// <summary>Writes the files that differ, commits and pushes; what others pushed meanwhile stays.</summary>
    /// <param name="integration">Whose files.</param>
    /// <param name="files">All of them.</param>
    /// <param name="message">The commit's.</param>
    /// <param name="story">The story that takes the commit back later; null for a change that is to stay.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The full commit id.</returns>
    public async Task<string> PushAsync(string integration, IntegrationFiles files, string message, string? story, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, integration);
        ExactText.Write(Path.Combine(path, IntegrationFiles.DockerfileName), files.Dockerfile);
        ExactText.Write(Path.Combine(path, files.DeploymentFile), files.Deployment);
        await RunAsync(["add", "--", integration], cancellationToken);
        return await CommitAndPushAsync(story is null ? message : $"{message}\n\n{StoryTrailer}: {story}", cancellationToken);
    }

    /// <summary>Takes commits back by one on top of what git has now: byte for byte what they changed, and nothing else.</summary>
    /// <param name="commits">The newest first.</param>
    /// <param name="message">The commit's.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The full commit id.</returns>
    /// <exception cref="ConcurrentChangeException">Somebody has changed the same lines since; that is kept.</exception>
    public async Task<string> RevertAsync(IReadOnlyCollection<string> commits, string message, CancellationToken cancellationToken)
    {
        await RunAsync(["fetch", "--quiet", "origin", "+refs/heads/main:refs/remotes/origin/main"], cancellationToken);
        await RebaseAsync(cancellationToken);
        foreach (var commit in commits)
        {
            // An attempt whose push failed, or whose answer was lost, has made the commit already.
            if ((await RunAsync(["log", "-1", "--format=%H", "--fixed-strings", $"--grep={Sign(commit)}"], cancellationToken)).StandardOutput.Length == 0)
            {
                await RevertOneAsync(commit, cancellationToken);
            }
        }

        return await CommitAndPushAsync($"{message}\n\n{string.Join('\n', commits.Select(Sign))}", cancellationToken);
    }

    /// <summary>A commit of the clone with what it changed.</summary>
    public async Task<CommitView> ShowAsync(string commit, CancellationToken cancellationToken) =>
        CommitText.Parse((await RunAsync([.. CommitText.Arguments(commit)], cancellationToken)).StandardOutput);

    /// <summary>Makes the whole content what it was in the repository's first commit, by a commit on top.</summary>
    /// <returns>The full commit id; null when nothing differed.</returns>
    public async Task<string?> PushFirstContentAsync(CancellationToken cancellationToken)
    {
        var first = await FirstCommitAsync(cancellationToken);
        await RunAsync(["read-tree", "-u", "--reset", first], cancellationToken);
        return await DiffersAsync(cancellationToken) ? await CommitAndPushAsync("Put everything back to how it began", cancellationToken) : null;
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

    private static string Sign(string commit) => $"This takes commit {commit} back.";

    private async Task RevertOneAsync(string commit, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(["revert", "--no-commit", commit], cancellationToken);
        }
        catch (ToolFailedException)
        {
            await RunAsync(["reset", "--quiet", "--hard"], cancellationToken);
            throw new ConcurrentChangeException();
        }
    }

    private async Task<string> CommitAndPushAsync(string message, CancellationToken cancellationToken)
    {
        if (await DiffersAsync(cancellationToken))
        {
            await RunAsync(["commit", "--quiet", "--message", message], cancellationToken);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await git.TracedBy(Activity.Current?.Id).RunAsync(folder, ["push", "--quiet", "origin", $"HEAD:{GitAccount.Branch}"], cancellationToken);
                break;
            }
            catch (ToolException) when (attempt < PushAttempts)
            {
                // Somebody else was faster; or our push came through and only its answer was lost: then there is nothing to rebase.
                await RunAsync(["fetch", "--quiet", "origin", "+refs/heads/main:refs/remotes/origin/main"], cancellationToken);
                await RebaseAsync(cancellationToken);
            }
        }

        return (await RunAsync(["rev-parse", "HEAD"], cancellationToken)).StandardOutput;
    }

    private async Task RebaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(["rebase", "--quiet", "refs/remotes/origin/main"], cancellationToken);
        }
        catch (ToolFailedException)
        {
            await RunAsync(["rebase", "--abort"], cancellationToken);
            await RunAsync(["reset", "--quiet", "--hard", "refs/remotes/origin/main"], cancellationToken);
            throw new ConcurrentChangeException();
        }
    }

    private async Task<bool> DiffersAsync(CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(Git("diff", "--cached", "--quiet") with { AcceptedExitCodes = new HashSet<int> { 0, 1 } }, cancellationToken)).ExitCode == 1;

    private async Task<string> FirstCommitAsync(CancellationToken cancellationToken) =>
        (await RunAsync(["rev-list", "--max-parents=0", "HEAD"], cancellationToken)).StandardOutput.Split('\n')[^1];

    private Task<ToolResult> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(Git(arguments), cancellationToken);

    private ToolCommand Git(params string[] arguments) => git.Command(arguments) with { WorkingDirectory = folder };
}

/// <summary>Two people changed the same lines; neither's work is overwritten.</summary>
internal sealed class ConcurrentChangeException() : MachineException(
    "Somebody else changed the same lines in git at the same time; what they pushed is left as it is.",
    "git pull   # in a clone: shows what is there now");
