using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>A Dockerfile that no image can be built from.</summary>
internal sealed class DockerfileFaultException(string integration, int line, string fault, string hint)
    : DemoException($"{integration}/Dockerfile, line {line}: {fault}", hint);
