using DddAspire.Contracts.Faults;

namespace DddAspire.Contracts.Stories;

/// <summary>A story cannot be told as asked for.</summary>
public sealed class StoryRefusedException(string message, string advice) : MachineException(message, advice);
