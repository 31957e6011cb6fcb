using DddAspire.LoadClient.Quotes;

namespace DddAspire.LoadClient.Audit;

/// <summary>Adds up what the readers of an audit find; several add at a time.</summary>
internal sealed class AuditCount
{
    private long _stored;
    private long _missing;
    private long _unknownStored;
    private long _unknownNotStored;
    private long _duplicated;

    public void Add(PostState state, int found)
    {
        Interlocked.Increment(ref CounterOf(state, found));
        if (found > 1)
        {
            Interlocked.Increment(ref _duplicated);
        }
    }

    /// <summary>Whatever was not found out is stated as not audited.</summary>
    public AuditFigures ToFigures(PostLedger book, TimeSpan duration)
    {
        var acknowledged = book.Count(PostState.Acknowledged);
        var unknown = book.Count(PostState.Unknown);
        return new AuditFigures(
            acknowledged,
            _stored,
            _missing,
            _duplicated,
            unknown,
            _unknownStored,
            _unknownNotStored,
            acknowledged + unknown - _stored - _missing - _unknownStored - _unknownNotStored,
            Math.Round(duration.TotalMilliseconds, 3));
    }

    private ref long CounterOf(PostState state, int found)
    {
        if (state == PostState.Acknowledged)
        {
            return ref found == 0 ? ref _missing : ref _stored;
        }

        return ref found == 0 ? ref _unknownNotStored : ref _unknownStored;
    }
}
