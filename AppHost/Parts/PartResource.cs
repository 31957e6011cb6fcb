using DddAspire.DemoEnvironment;

namespace DddAspire.AppHost.Parts;

/// <summary>A part of the environment as Aspire shows it. The work is DemoEnvironment's; here is only where it is seen and waited for.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="kind">What it is, as the dashboard's column "type" has it.</param>
internal abstract class PartResource(string name, string kind) : Resource(name), IResourceWithWaitSupport
{
    /// <summary>What it is.</summary>
    public string Kind { get; } = kind;

    /// <summary>Makes it run, or does its work; safe to repeat.</summary>
    /// <exception cref="Contracts.Faults.DemoException">It can't; the advice names the next command.</exception>
    public abstract Task EnsureAsync(LocalEnvironment local, CancellationToken cancellationToken);
}

/// <summary>A part that is done once, such as filling a repository.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="kind">What it is.</param>
/// <param name="ensure">Does it; safe to repeat.</param>
internal sealed class SetUpResource(string name, string kind, Func<LocalEnvironment, CancellationToken, Task> ensure) : PartResource(name, kind)
{
    /// <inheritdoc/>
    public override Task EnsureAsync(LocalEnvironment local, CancellationToken cancellationToken) => ensure(local, cancellationToken);
}

/// <summary>A part that runs on once it is there.</summary>
internal abstract class RunningPartResource(string name, string kind) : PartResource(name, kind)
{
    /// <summary>One probe of it: null when it does its job, else what was seen instead.</summary>
    public abstract Task<string?> HealthAsync(LocalEnvironment local, CancellationToken cancellationToken);

    /// <summary>Hands on what it logs while it runs, a line at a time.</summary>
    public virtual Task FollowLogAsync(LocalEnvironment local, Action<string> onLine, CancellationToken cancellationToken) => Task.CompletedTask;
}
