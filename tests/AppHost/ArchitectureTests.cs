using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using DddAspire.AppHost.Parts;
using DddAspire.DemoEnvironment;
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

    /// <summary>There is one environment on a machine: a test of it that runs beside another fails, or breaks the other.</summary>
    [Fact]
    public void Tests_OfTheEnvironment_RunAlone() =>
        ArchRuleDefinition.Classes().That().HaveNameEndingWith("Tests").And().AreNot(typeof(ArchitectureTests))
            .And().DependOnAny(typeof(LocalEnvironment), typeof(OwnEnvironment), typeof(RunningAppHost), typeof(Dashboard))
            .Should().HaveAttributeWithArguments(typeof(CollectionAttribute), [EnvironmentCollection.Name])
            .Evaluate(new ArchLoader().LoadAssemblies(typeof(ArchitectureTests).Assembly, typeof(LocalEnvironment).Assembly).Build())
            .Where(result => !result.Passed).Select(result => result.Description).ShouldBeEmpty();
}
