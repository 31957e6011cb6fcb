namespace DddAspire.LoadClient.Calls;

/// <summary>How one call of the schedule ended.</summary>
public abstract record CallOutcome
{
    private CallOutcome()
    {
    }

    /// <summary>Answered in time with what was asked for.</summary>
    public sealed record Succeeded : CallOutcome
    {
        private Succeeded()
        {
        }

        public static Succeeded Instance { get; } = new();
    }

    /// <summary>Counts as failed.</summary>
    /// <param name="Kind">What went wrong.</param>
    /// <param name="Detail">The evidence: the status, the field that was wrong, the socket's error.</param>
    public sealed record Failed(FailureKind Kind, string Detail) : CallOutcome;

    /// <summary>Still under way when the run was broken off: counts as neither.</summary>
    public sealed record CutOff : CallOutcome
    {
        private CutOff()
        {
        }

        public static CutOff Instance { get; } = new();
    }
}
