using System.Collections.Concurrent;
using DddAspire.DemoEnvironment;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.State;
using Microsoft.Extensions.Logging;

namespace DddAspire.AppHost.Parts;

/// <summary>
/// Owns the environment for the time of one AppHost: keeps other commands from changing it while parts come up, and removes it at the end
/// unless it is to outlive the AppHost. Aspire disposes it after it has stopped every program.
/// </summary>
/// <param name="local">The environment.</param>
/// <param name="lifetime">Whether it goes with the AppHost.</param>
/// <param name="logger">Where the removal is told.</param>
/// <param name="time">The clock.</param>
internal sealed class EnvironmentLease(LocalEnvironment local, ClusterLifetime lifetime, ILogger<EnvironmentLease> logger, TimeProvider time)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentDictionary<PartWorking, TaskCompletionSource> working = new();
    private readonly SemaphoreSlim gate = new(1);
    private StateLock? alone;
    private bool entered;

    /// <summary>The time, as Aspire's snapshots want it.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins work on a part, which ends when the result is disposed; its token is cancelled when the AppHost ends.</summary>
    public PartWorking Work(CancellationToken cancellationToken)
    {
        var part = new PartWorking(this, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending.Token));
        working[part] = new TaskCompletionSource();
        return part;
    }

    /// <summary>Waits until no other command changes the environment; the first part in holds the door for all.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            alone ??= entered ? null : await local.TakeOverAsync(cancellationToken);
            entered = true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Everything is up: other commands may have their turn.</summary>
    public void Leave()
    {
        alone?.Dispose();
        alone = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        StepsInLogs.GoTo(logger, static _ => Task.CompletedTask);
        await ending.CancelAsync();
        await Task.WhenAll(working.Values.Select(part => part.Task));
        Leave();
        if (entered && lifetime == ClusterLifetime.Session)
        {
            await RemoveAsync();
        }

        gate.Dispose();
        ending.Dispose();
    }

    internal void End(PartWorking part)
    {
        if (working.TryRemove(part, out var done))
        {
            done.SetResult();
        }
    }

    // Thrown out of a disposal it would be the end of the process, without a word of what to do, and before Aspire has put away the rest.
    private async Task RemoveAsync()
    {
        try
        {
            await local.DownAsync(_ => [], CancellationToken.None);
        }
        catch (DemoException exception)
        {
            logger.PartFailed($"not everything was removed: {exception.Message}", local.Advise($"{exception.Advice}\nThen: ./demo down   # removes the rest"));
            Environment.ExitCode = ExitCodes.EnvironmentBroke;
        }
    }
}
