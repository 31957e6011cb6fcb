namespace DddAspire.AppHost.Parts;

/// <summary>A part of the environment as Aspire shows it. The work is DemoEnvironment's; here is only where it is seen and waited for.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="kind">What it is, as the dashboard's column "type" has it.</param>
internal abstract class PartResource(string name, string kind) : Resource(name), IResourceWithWaitSupport
{
    /// <summary>What it is.</summary>
    public string Kind { get; } = kind;

    /// <summary>Makes it run, or does its work; safe to repeat.</summary>
    /// <exception cref="DemoEnvironment.Faults.DemoException">It can't; the advice names the next command.</exception>
    public abstract Task EnsureAsync(CancellationToken cancellationToken);
}
