using DddAspire.Contracts.Faults;

namespace DddAspire.Contracts.Runner;

/// <summary>The runner does not answer, or cannot do its work.</summary>
public sealed class RunnerUnreachableException : DemoException
{
    /// <summary>It does not answer.</summary>
    /// <param name="address">Where it should.</param>
    /// <param name="innerException">What was seen.</param>
    public RunnerUnreachableException(Uri? address, Exception innerException)
        : base($"The runner at {address} does not answer: {innerException?.Message}", "./demo up   # starts it again; its log is logs/serve.log in the state folder", innerException)
    {
    }

    /// <summary>It answers, and says what keeps it from its work.</summary>
    public RunnerUnreachableException(string detail, string advice)
        : base(detail, advice)
    {
    }
}

/// <summary>The runner refused what it was asked: it does not exist, is out of range or does not fit what goes on.</summary>
public sealed class RunnerRefusedException(string message, string advice) : MachineException(message, advice);
