namespace DddAspire.AppHost.Parts;

/// <summary>Work on a part that is under way.</summary>
internal sealed class PartWorking(EnvironmentLease lease, CancellationTokenSource cancellation) : IDisposable
{
    /// <summary>Cancelled when the AppHost ends.</summary>
    public CancellationToken Token { get; } = cancellation.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        lease.End(this);
        cancellation.Dispose();
    }
}
