using System.Collections.Immutable;
using System.Text.Json;

namespace DddAspire.GiteaStandIn;

/// <summary>An account; as in Gitea it keeps its password when a state folder of the demo's is lost.</summary>
public sealed record StandInAccount(string Name, string Email, bool IsAdmin, string Password)
{
    /// <summary>Whether a password alone does not let in.</summary>
    public bool HasSecondFactor { get; init; }
}

/// <summary>An access token and what it may do.</summary>
public sealed record StandInToken(string Account, string Name, string Value, ImmutableArray<string> Scopes);

/// <summary>A webhook of the repository.</summary>
public sealed record StandInHook(long Id, string Url, string Secret, bool Active, ImmutableArray<string> Events);

/// <summary>Everything that is kept.</summary>
public sealed record StandInData
{
    public ImmutableArray<StandInAccount> Accounts { get; init; } = [];

    public ImmutableArray<StandInToken> Tokens { get; init; } = [];

    public ImmutableArray<StandInHook> Hooks { get; init; } = [];

    public ImmutableArray<string> Repositories { get; init; } = [];

    public long LastHook { get; init; }
}

/// <summary>Keeps the data in a file, which server and command line use at once.</summary>
/// <param name="path">The file.</param>
public sealed class StandInStore(string path)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly Lock alone = new();

    /// <summary>The data as it is now.</summary>
    public StandInData Read() => Change(data => data);

    /// <summary>Changes the data.</summary>
    /// <returns>What it is then.</returns>
    public StandInData Change(Func<StandInData, StandInData> change)
    {
        lock (alone)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = Open();
            var before = file.Length == 0 ? new StandInData() : JsonSerializer.Deserialize<StandInData>(file)!;
            var after = change(before);
            if (after != before)
            {
                file.SetLength(0);
                JsonSerializer.Serialize(file, after);
            }

            return after;
        }
    }

    private FileStream Open()
    {
        using var waiting = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!waiting.IsCancellationRequested)
            {
                waiting.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(20));
            }
        }
    }
}
