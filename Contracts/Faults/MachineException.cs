namespace DddAspire.Contracts.Faults;

/// <summary>This machine, or what the user asked for, stands in the way; nothing of the environment is broken.</summary>
public class MachineException(string message, string advice, Exception? innerException = null)
    : DemoException(message, advice, innerException)
{
    /// <inheritdoc/>
    public override FaultOrigin Origin => FaultOrigin.Machine;
}
