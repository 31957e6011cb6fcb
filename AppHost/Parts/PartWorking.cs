namespace DddAspire.AppHost.Parts;

/// <summary>Work on a part that is under way.</summary>
internal sealed class PartWorking(EnvironmentKeeper keeper, CancellationTokenSource cancellation) : IDisposable
{
    /// <summary>Cancelled when the AppHost ends.</summary>
    public CancellationToken Token { get; } = cancellation.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        keeper.End(this);
        cancellation.Dispose();
    }
}
