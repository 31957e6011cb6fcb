using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Repository;

/// <summary>What the compiled rooms tell of themselves.</summary>
public sealed class ArchitectureTests
{
    private static readonly System.Reflection.Assembly[] Rooms =
        [.. new[] { "Contracts", "ServiceDefaults", "DemoEnvironment", "DemoRunner", "LoadClient", "IntegrationServer" }
            .Select(room => System.Reflection.Assembly.Load($"DddAspire.{room}"))];

    private static readonly Architecture Architecture = new ArchLoader().LoadAssemblies(Rooms).Build();

    [Theory]
    [InlineData("Contracts")]
    [InlineData("ServiceDefaults")]
    [InlineData("DemoEnvironment")]
    [InlineData("DemoRunner")]
    [InlineData("LoadClient")]
    [InlineData("IntegrationServer")]
    public void Folders_OfARoom_AreFreeOfCycles(string room) =>
        SliceRuleDefinition.Slices().Matching($"DddAspire.{room}.(*)..").Should().BeFreeOfCycles()
            .Evaluate(Architecture).Where(result => !result.Passed).Select(result => result.Description).ShouldBeEmpty();
}
