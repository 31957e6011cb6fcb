using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Calls;

/// <summary>One call as a script wants it: how its request reads, and whether an answer is what was asked for.</summary>
internal abstract class PlannedCall
{
    /// <summary>The most bytes that its request can take.</summary>
    public virtual int LargestSize => 2048;

    /// <summary>Writes the whole request and returns its size in bytes.</summary>
    public abstract int Write(Span<byte> request, bool closeAfter);

    public abstract CallOutcome Check(in WireAnswer answer);
}
