using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>Tests that take over the machine's environment: its names of containers are the machine's, so each has them to itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentCollection
{
    public const string Name = "The machine's environment";
}
