using DddAspire.DemoEnvironment.Tools;
using Xunit;

namespace DddAspire.Support;

/// <summary>A user's clone of the integrations' repository, made by the command that <c>./demo status</c> prints.</summary>
public sealed class Checkout : IDisposable
{
    private readonly string folder;

    private Checkout(string folder) => this.folder = folder;

    /// <summary>Clones into a folder of its own.</summary>
    /// <param name="cloneCommand">As printed.</param>
    public static async Task<Checkout> CloneAsync(string cloneCommand)
    {
        var checkout = new Checkout(Directory.CreateTempSubdirectory("ddd-checkout").FullName);
        await ToolRunner.RunAsync(new("sh", ["-c", $"{cloneCommand} '{checkout.folder}'"]), TestContext.Current.CancellationToken);
        return checkout;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Where a file lies.</summary>
    public string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>What a file holds.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    /// <summary>Changes a file, commits and pushes.</summary>
    /// <returns>The commit.</returns>
    public Task<string> PushAsync(string file, string content) => PushToAsync("origin", file, content);

    /// <summary>Commits whatever differs, with a message and a date of one's choice, on top of what is in git now, and pushes it.</summary>
    /// <param name="message">The commit's message.</param>
    /// <param name="date">Seconds and zone, such as <c>1700000000 +1500</c>; now when null.</param>
    /// <returns>The commit.</returns>
    public async Task<string> PushAllAsync(string message, string? date = null)
    {
        await GitAsync("add", "--all");
        var commit = new ToolCommand("git", ["commit", "--quiet", "--allow-empty", "--message", message])
        {
            WorkingDirectory = folder,
            Environment = date is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { ["GIT_COMMITTER_DATE"] = date, ["GIT_AUTHOR_DATE"] = date },
        };
        await ToolRunner.RunAsync(commit, TestContext.Current.CancellationToken);
        await GitAsync("pull", "--quiet", "--rebase", "origin", "main");
        await GitAsync("push", "--quiet", "origin", "HEAD:main");
        return await GitAsync("rev-parse", "HEAD");
    }

    /// <summary>Writes a file, new or not; nothing is pushed yet.</summary>
    public void Write(string file, string content)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    /// <summary>Runs git in the clone.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> RunAsync(params string[] arguments) => GitAsync(arguments);

    /// <summary>Changes a file, commits and pushes to another place than where the clone came from.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> PushToAsync(string remote, string file, string content)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, file), content, TestContext.Current.CancellationToken);
        await GitAsync("commit", "--quiet", "--all", "--message", $"Change {file}");
        await GitAsync("push", "--quiet", remote, "HEAD:main");
        return await GitAsync("rev-parse", "HEAD");
    }

    /// <summary>Moves a file.</summary>
    public void Move(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, target))!);
        File.Move(Path.Combine(folder, file), Path.Combine(folder, target));
    }

    /// <summary>Deletes a file, or a folder with all that is in it.</summary>
    public void Delete(string path)
    {
        if (Directory.Exists(Path.Combine(folder, path)))
        {
            Directory.Delete(Path.Combine(folder, path), recursive: true);
        }
        else
        {
            File.Delete(Path.Combine(folder, path));
        }
    }

    /// <summary>Copies a folder with all that is in it, its manifests changed.</summary>
    public void Copy(string source, string target, Func<string, string> change)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, source), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, target, Path.GetRelativePath(Path.Combine(folder, source), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            if (Path.GetExtension(file) is ".yaml" or ".yml")
            {
                File.WriteAllText(copy, change(File.ReadAllText(copy)));
            }
        }
    }

    /// <summary>The commit that the clone has.</summary>
    public Task<string> HeadAsync() => GitAsync("rev-parse", "HEAD");

    /// <summary>Makes the whole content what it was at a commit, by a commit on top.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> RestoreAsync(string commit)
    {
        await PullAsync();
        await GitAsync("read-tree", "-u", "--reset", commit);
        return await PushAllAsync("Put everything back");
    }

    /// <summary>Takes over what others pushed.</summary>
    public Task PullAsync() => GitAsync("pull", "--quiet", "--rebase");

    /// <summary>Git's own hash of each folder.</summary>
    public Task<string> TreesAsync() => GitAsync("ls-tree", "-d", "HEAD");

    private async Task<string> GitAsync(params string[] arguments) =>
        (await ToolRunner.RunAsync(new("git", arguments) { WorkingDirectory = folder }, TestContext.Current.CancellationToken)).StandardOutput;
}
