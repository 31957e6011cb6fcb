using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace DddAspire.DemoRunner.Runs;

/// <summary>What each run's stages and tools said, in a file for each run, readable while it is written.</summary>
internal sealed class RunLog(string folder, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Channel<string>[]> followers = new();
    private readonly Lock gate = new();

    /// <summary>Adds a line.</summary>
    public void Write(string run, string line)
    {
        var stamped = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.fff} {line}");
        lock (gate)
        {
            Directory.CreateDirectory(folder);
            File.AppendAllText(PathOf(run), stamped + "\n");
            foreach (var follower in followers.GetValueOrDefault(run, []))
            {
                follower.Writer.TryWrite(stamped);
            }
        }
    }

    /// <summary>Removes all logs but the newest.</summary>
    public void KeepNewest(int count)
    {
        lock (gate)
        {
            foreach (var file in new DirectoryInfo(folder).GetFiles("*.log").OrderByDescending(file => file.LastWriteTimeUtc).Skip(count))
            {
                file.Delete();
            }
        }
    }

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<string> Read(string run) => File.Exists(PathOf(run)) ? File.ReadAllLines(PathOf(run)) : [];

    /// <summary>All lines so far, then each new one until cancelled.</summary>
    public async IAsyncEnumerable<string> FollowAsync(string run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<string>();
        lock (gate)
        {
            foreach (var line in Read(run))
            {
                channel.Writer.TryWrite(line);
            }

            followers[run] = [.. followers.GetValueOrDefault(run, []), channel];
        }

        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return line;
            }
        }
        finally
        {
            lock (gate)
            {
                followers[run] = [.. followers.GetValueOrDefault(run, []).Where(other => other != channel)];
            }
        }
    }

    private string PathOf(string run) => Path.Combine(folder, $"{run}.log");
}
