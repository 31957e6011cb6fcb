using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Runs;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What a story works with: each a real part of the demo.</summary>
internal sealed record StoryTools(
    StateLayout Layout,
    PipelineAccess Access,
    RegistryClient Registry,
    RunCatalog Runs,
    ClusterView Cluster,
    LoadControlClient Load,
    QuoteProbe Probe,
    CommitStatuses Statuses,
    TimeProvider Time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until an attempt observes a value.</summary>
    /// <param name="what">As it reads after "waited 20 s for".</param>
    /// <param name="limit">How long at most.</param>
    /// <param name="advice">Where to look when it does not come: a command or an address.</param>
    /// <param name="attempt">One attempt.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WaitTimedOutException"><paramref name="limit"/> was over first.</exception>
    public Task<T> WaitForAsync<T>(
        string what, TimeSpan limit, string advice, Func<CancellationToken, Task<Observation<T>>> attempt, CancellationToken cancellationToken)
        where T : class =>
        new Wait(what, limit, Interval, advice).ForAsync(attempt, Time, cancellationToken);
}
