namespace DddAspire.DemoEnvironment;

/// <summary>A part of the environment that can be shown, made and removed by itself.</summary>
public interface IEnvironmentPart
{
    /// <summary>What it is, in lower case, such as <c>registry</c>.</summary>
    string Name { get; }

    /// <summary>Where it answers; null when it has no address of its own.</summary>
    Uri? Url { get; }

    /// <summary>Makes it run and verifies that it does; safe to call again, also after it was half-made or killed.</summary>
    /// <exception cref="Contracts.Faults.DemoException">It can't be made to run; the advice names the next command.</exception>
    Task EnsureAsync(CancellationToken cancellationToken);

    /// <summary>One look at it: null when it does its job, else what was seen instead.</summary>
    Task<string?> HealthAsync(CancellationToken cancellationToken);

    /// <summary>Removes what <see cref="EnsureAsync"/> made and nothing else; safe to call when there is nothing.</summary>
    Task DeleteAsync(CancellationToken cancellationToken);
}
