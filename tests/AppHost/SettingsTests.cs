using System.Collections.Immutable;
using DddAspire.AppHost;
using DddAspire.AppHost.Parts;
using DddAspire.Contracts.Faults;
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
        (settings.Environment with { ChosenSecrets = ImmutableSortedDictionary<string, string>.Empty }).ShouldBe(new EnvironmentOptions { RepositoryRoot = "/checkout", StateDirectory = "/checkout/.demo" });
        (settings.Lifetime, settings.Rate).ShouldBe((ClusterLifetime.Session, 50));
        (settings.Cluster.KubernetesVersion, settings.Cluster.NodeImage, settings.Cluster.WorkerNodes, settings.Cluster.Mounts.Length).ShouldBe((null, null, 0, 0));
    }

    [Fact]
    public void Settings_WithChoices_HaveThem()
    {
        var settings = Read(new() { ["git-server"] = "built-in", ["lifetime"] = "persistent", ["rate"] = "12.5", ["page-port"] = "6050", ["state"] = "/elsewhere" });
        (settings.Environment.Git, settings.Environment.Ports.Page, settings.Environment.StateDirectory)
            .ShouldBe((GitServerChoice.BuiltIn, 6050, "/elsewhere"));
        (settings.Lifetime, settings.Rate).ShouldBe((ClusterLifetime.Persistent, 12.5));
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
    [InlineData("story", "fix-pack, ghost", "parameter story is 'ghost'; allowed: fix-pack, application-update, broken-fix-pack, several-versions, downtime, no-change, several of them with commas, all, none")]
    [InlineData("git-port", "5050", "--page-port and --git-port are both 5050: each needs a port of its own")]
    public void Settings_ThatAreNotUnderstood_AreToldWithWhatIs(string name, string value, string message) =>
        Should.Throw<MachineException>(() => Read(new() { [name] = value })).Message.ShouldBe(message);

    [Fact]
    public void Nodes_ByVersionOrImage_HaveThat()
    {
        Read(new() { ["kubernetes-version"] = "v1.33.4" }).Cluster.KubernetesVersion.ShouldBe("v1.33.4");
        Read(new() { ["node-image"] = "registry.example:5000/node:1" }).Cluster.NodeImage.ShouldBe("registry.example:5000/node:1");
    }

    [Fact]
    public void NodeImage_ByVersionAndName_IsRefused() =>
        Should.Throw<MachineException>(() => Read(new() { ["kubernetes-version"] = "1.33.4", ["node-image"] = "node:1" }))
            .Message.ShouldBe("parameter node-image is 'node:1'; allowed: auto, when kubernetes-version is chosen");

    [Fact]
    public void Nodes_WithWorkersAndMounts_HaveThem()
    {
        var kind = Read(new() { ["worker-nodes"] = "2", ["node-mounts"] = "/data:/mnt/data:ro, certificates:/mnt/ca" }).Cluster;
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

    [Theory]
    [InlineData("--Parameters:rate=abc", "parameter rate is 'abc'; allowed: 1 to 10000\nNext: dotnet run --project AppHost -- --Parameters:rate=50")]
    [InlineData("--operation publish", "the AppHost runs the demo; its Helm chart is written by a project of its own\n"
        + "Next: dotnet run --project Publishing -- --operation publish --step publish --output-path FOLDER")]
    [InlineData("--exit --Parameters:story=none", "--exit ends with a story's verdict, and parameter story is none\nNext: dotnet run --project AppHost -- --exit")]
    public async Task AppHost_WithWhatItDoesNotTake_SaysWhyAndHowToGoOn(string arguments, string told)
    {
        var ended = await ToolRunner.RunAsync(
            new("dotnet", [Path.Combine(AppContext.BaseDirectory, "DddAspire.AppHost.dll"), .. arguments.Split(' ')]) { AcceptedExitCodes = new HashSet<int> { 2 } },
            TestContext.Current.CancellationToken);

        ended.StandardError.ShouldBe(told);
    }

    private static DemoSettings Read(Dictionary<string, string?> chosen) => DemoSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(chosen.ToDictionary(choice => $"Parameters:{choice.Key}", choice => choice.Value)).Build(), "/checkout");
}
