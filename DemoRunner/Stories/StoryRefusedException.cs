using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoRunner.Stories;

/// <summary>A story cannot be told as asked for.</summary>
internal sealed class StoryRefusedException(string message, string advice) : MachineException(message, advice);
