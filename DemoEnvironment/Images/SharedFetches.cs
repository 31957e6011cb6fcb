namespace DddAspire.DemoEnvironment.Images;

/// <summary>
/// Fetches each image once for all who ask for it at the same time. One that failed is fetched again for whoever asks next; one that nobody
/// waits for any more is stopped.
/// </summary>
/// <param name="fetch">Fetches one.</param>
internal sealed class SharedFetches(Func<ImageName, CancellationToken, Task<SuppliedImage>> fetch)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ImageName, SharedFetch> fetches = [];

    /// <summary>Those that are there.</summary>
    public IReadOnlyList<SuppliedImage> Succeeded
    {
        get
        {
            lock (gate)
            {
                return [.. fetches.Values.Where(one => one.Work.IsCompletedSuccessfully).Select(one => one.Work.Result)];
            }
        }
    }

    /// <summary>Fetches an image or waits for who does.</summary>
    public async Task<SuppliedImage> GetAsync(ImageName name, CancellationToken cancellationToken)
    {
        var shared = Join(name);
        try
        {
            return await shared.Work.WaitAsync(cancellationToken);
        }
        finally
        {
            await LeaveAsync(name, shared);
        }
    }

    private SharedFetch Join(ImageName name)
    {
        lock (gate)
        {
            if (!fetches.TryGetValue(name, out var shared) || (shared.Work.IsCompleted && !shared.Work.IsCompletedSuccessfully))
            {
                fetches[name] = shared = new SharedFetch(token => fetch(name, token));
            }

            shared.Waiting++;
            return shared;
        }
    }

    private async Task LeaveAsync(ImageName name, SharedFetch shared)
    {
        lock (gate)
        {
            if (--shared.Waiting > 0)
            {
                return;
            }

            if (!shared.Work.IsCompletedSuccessfully && fetches.GetValueOrDefault(name) == shared)
            {
                fetches.Remove(name);
            }
        }

        // Not before what it began is tidied up does anybody hear that it was stopped.
        await shared.StopAsync();
        shared.Dispose();
    }

    private sealed class SharedFetch : IDisposable
    {
        private readonly CancellationTokenSource stop = new();

        public SharedFetch(Func<CancellationToken, Task<SuppliedImage>> work) => Work = Task.Run(() => work(stop.Token));

        public Task<SuppliedImage> Work { get; }

        public int Waiting { get; set; }

        public async Task StopAsync()
        {
            if (!Work.IsCompleted)
            {
                await stop.CancelAsync();
                await ((Task)Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        public void Dispose() => stop.Dispose();
    }
}
