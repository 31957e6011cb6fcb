using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoEnvironment.Docker;

/// <summary>Docker Engine does not answer.</summary>
public sealed class EngineUnreachableException(string evidence)
    : MachineException($"Docker Engine does not answer: {evidence}", "docker info   # must answer; kind/prerequisites starts it where it can");
