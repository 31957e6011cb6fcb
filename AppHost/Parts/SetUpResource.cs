namespace DddAspire.AppHost.Parts;

/// <summary>A part that is done once, such as filling a repository.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="kind">What it is.</param>
/// <param name="ensure">Does it; safe to repeat.</param>
internal sealed class SetUpResource(string name, string kind, Func<CancellationToken, Task> ensure) : PartResource(name, kind)
{
    /// <inheritdoc/>
    public override Task EnsureAsync(CancellationToken cancellationToken) => ensure(cancellationToken);
}
