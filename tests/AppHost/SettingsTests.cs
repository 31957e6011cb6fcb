using System.Collections.Immutable;
using DddAspire.AppHost;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Tools;
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
        (settings.Environment with { ChosenSecrets = ImmutableSortedDictionary<string, string>.Empty }).ShouldBe(new EnvironmentOptions { RepositoryRoot = "/checkout", StateDirectory = "/checkout/.demo", Kind = new KindChoices { WorkerNodes = 0 } });
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
    [InlineData("rate", "0", "parameter rate is '0'; allowed: 1 to 10000")]
    [InlineData("rate", "12,5", "parameter rate is '12,5'; allowed: 1 to 10000")]
    [InlineData("rate", "Infinity", "parameter rate is 'Infinity'; allowed: 1 to 10000")]
    [InlineData("rate", "20000", "parameter rate is '20000'; allowed: 1 to 10000")]
    [InlineData("postgres-password", "o'clock at noon", "parameter postgres-password is not understood; allowed: 12 to 100 letters and digits")]
    [InlineData("api-port", "none", "parameter api-port is 'none'; allowed: 1 to 65535")]
    [InlineData("kubernetes-version", "newest", "parameter kubernetes-version is 'newest'; allowed: auto, or a version that kind has a node image of, such as 1.34.0")]
    [InlineData("worker-nodes", "-1", "parameter worker-nodes is '-1'; allowed: 0 to 9")]
    [InlineData("node-mounts", "/data", "parameter node-mounts is '/data'; allowed: none, or HOST:NODE or HOST:NODE:ro, separated by commas")]
    [InlineData("git-port", "5050", "--page-port and --git-port are both 5050: each needs a port of its own")]
    public void Settings_ThatAreNotUnderstood_AreToldWithWhatIs(string name, string value, string message) =>
        Should.Throw<MachineException>(() => Read(new() { [name] = value })).Message.ShouldBe(message);

    [Theory]
    [InlineData("kubernetes-version", "1.33.4", "docker.io/kindest/node:v1.33.4")]
    [InlineData("kubernetes-version", "v1.33.4", "docker.io/kindest/node:v1.33.4")]
    [InlineData("node-image", "registry.example:5000/node:1", "registry.example:5000/node:1")]
    public void NodeImage_ByVersionOrName_IsThatOne(string name, string value, string image) =>
        Read(new() { [name] = value }).Environment.Kind.NodeImage.ShouldBe(image);

    [Fact]
    public void NodeImage_ByVersionAndName_IsRefused() =>
        Should.Throw<MachineException>(() => Read(new() { ["kubernetes-version"] = "1.33.4", ["node-image"] = "node:1" }))
            .Message.ShouldBe("parameter node-image is 'node:1'; allowed: auto, when kubernetes-version is chosen");

    [Fact]
    public void Nodes_WithWorkersAndMounts_HaveThem()
    {
        var kind = Read(new() { ["worker-nodes"] = "2", ["node-mounts"] = "/data:/mnt/data:ro, certificates:/mnt/ca" }).Environment.Kind;
        kind.WorkerNodes.ShouldBe(2);
        kind.Mounts.ShouldBe([new NodeMount("/data", "/mnt/data", ReadOnly: true), new NodeMount("/checkout/certificates", "/mnt/ca", ReadOnly: false)]);
    }

    [Fact]
    public void Secrets_AreThoseChosen_ThenThoseInUse_ThenRandom()
    {
        var state = Directory.CreateTempSubdirectory("ddd-secrets-");
        try
        {
            new SecretStore(new StateLayout(state.FullName), ImmutableSortedDictionary<string, string>.Empty).Write(SecretStore.NatsPassword, "in-use");

            var secrets = Read(new() { ["state"] = state.FullName, [SecretStore.PostgresPassword] = "chosen123456" }).Environment.ChosenSecrets;

            secrets.Keys.ShouldBe(SecretStore.Choosable, ignoreOrder: true);
            (secrets[SecretStore.PostgresPassword], secrets[SecretStore.NatsPassword]).ShouldBe(("chosen123456", "in-use"));
            secrets[SecretStore.WebhookSecret].ShouldMatch("^[0-9a-f]{40}$");
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AppHost_WithAParameterThatIsNotUnderstood_SaysWhatIsAndHowToGoOn()
    {
        var ended = await ToolRunner.RunAsync(
            new("dotnet", [Path.Combine(AppContext.BaseDirectory, "DddAspire.AppHost.dll"), "--Parameters:rate=abc"]) { AcceptedExitCodes = new HashSet<int> { 2 } },
            TestContext.Current.CancellationToken);

        ended.StandardError.ShouldBe("parameter rate is 'abc'; allowed: 1 to 10000\nNext: dotnet run --project AppHost -- --Parameters:rate=50");
    }

    private static DemoSettings Read(Dictionary<string, string?> chosen) => DemoSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(chosen.ToDictionary(choice => $"Parameters:{choice.Key}", choice => choice.Value)).Build(), "/checkout");
}
