using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using DddAspire.AppHost.Parts;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The rule of the other rooms (tests/Unit/Repository) for the AppHost, which they must not know.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Folders_AreFreeOfCycles() =>
        SliceRuleDefinition.Slices().Matching("DddAspire.AppHost.(*)..").Should().BeFreeOfCycles()
            .Evaluate(new ArchLoader().LoadAssemblies(typeof(EnvironmentLease).Assembly).Build())
            .Where(result => !result.Passed).Select(result => result.Description).ShouldBeEmpty();
}
