using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DddAspire.DemoRunner.Workers;

/// <summary>How this process's background work fares, as <c>/health</c> and the page show it.</summary>
internal sealed class WorkerHealth(TimeProvider time) : IHealthCheck
{
    private readonly Lock gate = new();
    private ImmutableSortedDictionary<string, WorkerState> workers = ImmutableSortedDictionary.Create<string, WorkerState>(StringComparer.Ordinal);

    /// <summary>Every worker that ever failed.</summary>
    public ImmutableSortedDictionary<string, WorkerState> Workers => workers;

    /// <summary>Those whose last attempt failed, a line each.</summary>
    public ImmutableArray<string> Troubles =>
    [
        .. workers.Where(pair => pair.Value.IsFailing)
            .Select(pair => $"{pair.Key} failed at {pair.Value.FailedAt:HH:mm:ss} UTC ({pair.Value.Failures} failures in all) and goes on: {pair.Value.Reason}"),
    ];

    /// <summary>An attempt failed.</summary>
    public void Failed(string worker, string reason)
    {
        lock (gate)
        {
            var before = workers.GetValueOrDefault(worker);
            workers = workers.SetItem(worker, new WorkerState((before?.Failures ?? 0) + 1, time.GetUtcNow(), reason, IsFailing: true));
        }
    }

    /// <summary>An attempt came to its end.</summary>
    public void Succeeded(string worker)
    {
        if (workers.GetValueOrDefault(worker) is not { IsFailing: true })
        {
            return;
        }

        lock (gate)
        {
            workers = workers.SetItem(worker, workers[worker] with { IsFailing = false });
        }
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = Troubles;
        return Task.FromResult(troubles.IsEmpty ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join('\n', troubles)));
    }
}

/// <summary>What is known of a worker that failed at least once.</summary>
/// <param name="Failures">How often since the start of this process.</param>
/// <param name="FailedAt">When last, UTC.</param>
/// <param name="Reason">Why last.</param>
/// <param name="IsFailing">Whether no attempt has succeeded since.</param>
internal sealed record WorkerState(int Failures, DateTimeOffset FailedAt, string Reason, bool IsFailing);
