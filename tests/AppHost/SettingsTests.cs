using DddAspire.AppHost;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.Settings;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

public sealed class SettingsTests
{
    [Fact]
    public void Settings_WithoutAnyChoice_AreThoseOfTheCommandLine()
    {
        var settings = Read([]);
        settings.Environment.ShouldBe(new EnvironmentOptions { RepositoryRoot = "/checkout", StateDirectory = "/checkout/.demo" });
        (settings.Lifetime, settings.Rate).ShouldBe((EnvironmentLifetime.Session, 50));
    }

    [Fact]
    public void Settings_WithChoices_HaveThem()
    {
        var settings = Read(new() { ["git-server"] = "built-in", ["lifetime"] = "persistent", ["rate"] = "12.5", ["page-port"] = "6050", ["state"] = "/elsewhere" });
        (settings.Environment.Git, settings.Environment.Ports.Page, settings.Environment.StateDirectory)
            .ShouldBe((GitServerChoice.BuiltIn, 6050, "/elsewhere"));
        (settings.Lifetime, settings.Rate).ShouldBe((EnvironmentLifetime.Persistent, 12.5));
    }

    [Theory]
    [InlineData("git-server", "svn", "parameter git-server is 'svn'; allowed: auto, gitea, built-in")]
    [InlineData("lifetime", "long", "parameter lifetime is 'long'; allowed: session, persistent")]
    [InlineData("rate", "0", "parameter rate is '0'; allowed: a number above 0")]
    [InlineData("api-port", "none", "parameter api-port is 'none'; allowed: 1 to 65535")]
    [InlineData("git-port", "5050", "--page-port and --git-port are both 5050: each needs a port of its own")]
    public void Settings_ThatAreNotUnderstood_AreToldWithWhatIs(string name, string value, string message) =>
        Should.Throw<MachineException>(() => Read(new() { [name] = value })).Message.ShouldBe(message);

    private static DemoSettings Read(Dictionary<string, string?> chosen) => DemoSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(chosen.ToDictionary(choice => $"Parameters:{choice.Key}", choice => choice.Value)).Build(), "/checkout");
}
