namespace DddAspire.Unit.DemoEnvironment;

/// <summary>A user's clone.</summary>
public sealed class GitClone(GitServerFixture server, string folder)
{
    public string Folder { get; } = folder;

    public async Task<string> CommitAsync(string file, string text, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, file), text);
        await server.GitAsync("-C", Folder, "add", "--all");
        await server.GitAsync("-C", Folder, "commit", "--quiet", "--message", message);
        return await server.GitAsync("-C", Folder, "rev-parse", "HEAD");
    }

    public Task PushAsync(string refspec) => server.GitAsync("-C", Folder, "push", "--quiet", "origin", refspec);
}
