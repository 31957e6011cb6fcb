using System.Collections.Concurrent;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Images;

/// <summary>Pulls images, and stops asking a registry that can't be reached.</summary>
/// <param name="engine">What takes the images.</param>
/// <param name="time">The clock.</param>
internal sealed class ImagePuller(ContainerEngine engine, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);
    // Long enough for all who ask at the same time; who tries again sooner has it forgotten.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim firstContact = new(1, 1);
    private readonly HashSet<string> answering = [];
    private readonly ConcurrentDictionary<string, (string Cause, long At)> unreachable = new(StringComparer.Ordinal);

    /// <summary>Pulls an image.</summary>
    public async Task<PullResult> TryPullAsync(string reference, Action<string> onLine, CancellationToken cancellationToken)
    {
        var host = HostOf(reference);
        using var contact = new Contact(this, host);
        await contact.WaitForTurnAsync(cancellationToken);
        if (unreachable.TryGetValue(host, out var known) && time.GetElapsedTime(known.At) < Remembered)
        {
            return new PullResult.Unreachable(host, known.Cause, First: false);
        }

        try
        {
            var pull = engine.Pull(reference) with { Limit = Limit };
            await ToolRunner.RunAsync(pull, line => Follow(contact, line, onLine), cancellationToken);
            return PullResult.Pulled.Instance;
        }
        catch (ToolException exception) when (exception is not ToolMissingException)
        {
            // Podman tells all it tried; the error comes last.
            var cause = exception is ToolFailedException failed ? failed.Evidence.Split('\n')[^1] : exception.Message;
            if (!PullFailure.IsUnreachable(exception))
            {
                return new PullResult.Refused(cause);
            }

            var told = PullFailure.Short(cause);
            unreachable[host] = (told, time.GetTimestamp());
            return new PullResult.Unreachable(host, told, First: true);
        }
    }

    /// <summary>Asks every registry anew from here on: what kept one from answering may be gone.</summary>
    public void Forget() => unreachable.Clear();

    /// <inheritdoc/>
    public void Dispose() => firstContact.Dispose();

    // The error itself is told in a few words, once for all images.
    private static void Follow(Contact contact, string line, Action<string> onLine)
    {
        contact.Made(line);
        if (!PullFailure.IsError(line))
        {
            onLine(line);
        }
    }

    internal static string HostOf(string reference)
    {
        var first = reference.Split('/')[0];
        var named = reference.Contains('/', StringComparison.Ordinal)
            && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost");
        return named ? first : "docker.io";
    }

    // Until a registry has answered once, one pull at a time asks it: five images do not wait for five time-outs.
    private sealed class Contact(ImagePuller puller, string host) : IDisposable
    {
        private int holds;

        public async Task WaitForTurnAsync(CancellationToken cancellationToken)
        {
            await puller.firstContact.WaitAsync(cancellationToken);
            holds = 1;
            if (puller.answering.Contains(host))
            {
                Release();
            }
        }

        // The first line that comes when the registry has given the manifest, Docker's or Podman's.
        public void Made(string line)
        {
            if (IsAnswered(line) && Volatile.Read(ref holds) == 1)
            {
                puller.answering.Add(host);
                Release();
            }
        }

        public void Dispose() => Release();

        private static bool IsAnswered(string line) =>
            line.Contains("Pulling from", StringComparison.Ordinal) || line.Contains("Getting image source signatures", StringComparison.Ordinal);

        private void Release()
        {
            if (Interlocked.Exchange(ref holds, 0) == 1)
            {
                puller.firstContact.Release();
            }
        }
    }
}
