namespace DddAspire.Contracts.Faults;

/// <summary>A failure that a person can act on: the message names the cause, <see cref="Advice"/> the next command to type.</summary>
public abstract class DemoException : Exception
{
    protected DemoException(string message, string advice, Exception? innerException = null)
        : base(message, innerException) => Advice = advice;

    /// <summary>What to do next, in words or as a command that can be pasted into a shell.</summary>
    public string Advice { get; }

    /// <summary>Whose doing it is.</summary>
    public virtual FaultOrigin Origin => FaultOrigin.Environment;
}
