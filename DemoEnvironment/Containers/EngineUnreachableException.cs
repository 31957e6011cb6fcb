using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>The container engine does not answer.</summary>
public sealed class EngineUnreachableException(ContainerEngine engine, string evidence)
    : MachineException($"{engine.Name} does not answer: {evidence}", $"{engine.Program} info   # must answer; kind/prerequisites installs or starts it where it can");
