using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Repository;

/// <summary>The house's rules that a machine can check and no analyzer does; what has one owner stands in BannedSymbols.txt too.</summary>
public sealed partial class HouseRulesTests
{
    private const int LongestFile = 350;

    [Fact]
    public void Files_InTheProduct_AreAtMost350LinesLong() =>
        Offenders(file => file.Lines > LongestFile).ShouldBeEmpty();

    [Fact]
    public void Names_InTheProduct_SayWhatAThingIs() =>
        Offenders(file => GrabBagName().IsMatch(file.Path)).ShouldBeEmpty();

    [Fact]
    public void Git_IsRun_OnlyByItsOwner() =>
        Offenders(file => GitCommand().IsMatch(file.Text) && !file.Path.StartsWith("DemoEnvironment/Git/", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Kubernetes_IsCalled_OnlyByItsOwner() =>
        Offenders(file => (KubectlCommand().IsMatch(file.Text) && file.Path != "DemoEnvironment/Prerequisites/ToolRequirement.cs")
            || (KubernetesClient().IsMatch(file.Text) && !file.Path.StartsWith("DemoEnvironment/Kubernetes/", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Aspire_IsKnown_OnlyToTheAppHostAndItsPublishing() =>
        Offenders(file => file.Room is not ("AppHost" or "Publishing") && file.Text.Contains("using Aspire", StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("DemoEnvironment", "DddAspire.DemoRunner")]
    [InlineData("DemoEnvironment", "DddAspire.LoadClient")]
    [InlineData("LoadClient", "DddAspire.DemoRunner")]
    [InlineData("LoadClient", "DddAspire.DemoEnvironment")]
    [InlineData("IntegrationServer", "DddAspire.DemoEnvironment")]
    [InlineData("Contracts", "DddAspire.DemoEnvironment")]
    [InlineData("Contracts", "DddAspire.DemoRunner")]
    [InlineData("Contracts", "DddAspire.LoadClient")]
    [InlineData("Contracts", "DddAspire.ServiceDefaults")]
    [InlineData("ServiceDefaults", "DddAspire.DemoEnvironment")]
    public void Room_KnowsOnlyTheRoomsBelowIt(string room, string other) =>
        Offenders(file => file.Room == room && file.Text.Contains($"using {other}", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Work_LeftForLater_IsNotMarkedInTheCode() =>
        Offenders(file => LeftForLater().IsMatch(file.Text)).ShouldBeEmpty();

    private static IEnumerable<string> Offenders(Func<SourceFile, bool> breaksTheRule) =>
        SourceTree.ProductFiles().Where(breaksTheRule).Select(file => $"{file.Path} ({file.Lines} lines)");

    [GeneratedRegex(@"(^|/)[A-Za-z]*(Helpers?|Utils?|Utilities|Managers?|Common|Models?|Services)(\.cs|/)")]
    private static partial Regex GrabBagName();

    [GeneratedRegex(@"\bnew( ToolCommand)?\(""git"", (?!\[""git"")")]
    private static partial Regex GitCommand();

    [GeneratedRegex(@"\bnew( ToolCommand)?\(""kubectl""")]
    private static partial Regex KubectlCommand();

    [GeneratedRegex(@"\bnew k8s\.Kubernetes\(|KubernetesClientConfiguration|\b(CoreV1|AppsV1|CustomObjects)\.")]
    private static partial Regex KubernetesClient();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex LeftForLater();
}
