using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.Environments;

/// <summary>The environment is not set up, so there is nothing to tell a story with.</summary>
internal sealed class EnvironmentMissingException() : DemoException("The environment is not set up.", "./demo up");
