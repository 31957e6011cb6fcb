using DddAspire.Contracts.Faults;

namespace DddAspire.Contracts.Load;

/// <summary>The load client does not answer or refused what was asked.</summary>
public sealed class LoadClientException(string what, Exception? innerException = null) : DemoException(
    $"The load client: {what}", "./demo up   # starts it again; its log is logs/load.log in the state folder", innerException)
{
    /// <summary>Whether it runs and refused: what was asked does not fit its state.</summary>
    public bool IsConflict { get; init; }
}
