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

    /// <summary>What a file holds.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    /// <summary>Changes a file, commits and pushes.</summary>
    /// <returns>The commit.</returns>
    public Task<string> PushAsync(string file, string content) => PushToAsync("origin", file, content);

    /// <summary>Changes a file, commits and pushes to another place than where the clone came from.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> PushToAsync(string remote, string file, string content)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, file), content, TestContext.Current.CancellationToken);
        await GitAsync("commit", "--quiet", "--all", "--message", $"Change {file}");
        await GitAsync("push", "--quiet", remote, "HEAD:main");
        return await GitAsync("rev-parse", "HEAD");
    }

    private async Task<string> GitAsync(params string[] arguments) =>
        (await ToolRunner.RunAsync(new("git", arguments) { WorkingDirectory = folder }, TestContext.Current.CancellationToken)).StandardOutput;
}
