namespace DddAspire.Contracts.Faults;

/// <summary>Whose doing a failure is; it decides the command line's exit code.</summary>
public enum FaultOrigin
{
    /// <summary>A part of the environment broke or did not come up: exit code 3.</summary>
    Environment,

    /// <summary>This machine lacks something, or the command was given something it can't use: exit code 2.</summary>
    Machine,
}
