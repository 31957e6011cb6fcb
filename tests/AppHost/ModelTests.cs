using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DddAspire.AppHost;
using DddAspire.AppHost.Integrations;
using DddAspire.AppHost.Parts;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The model as AppHost.cs puts it together; nothing is started.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    private IDistributedApplicationTestingBuilder builder = null!;

    public async ValueTask InitializeAsync() =>
        builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => builder.DisposeAsync();

    [Fact]
    public void Resources_WithoutParameters_AreTheDiagram() =>
        // Aspire puts a hidden rebuilder beside each project.
        builder.Resources.Where(resource => resource is not ParameterResource).Select(resource => resource.Name)
            .Where(name => !name.EndsWith("-rebuilder", StringComparison.Ordinal)).Order().ShouldBe(
        [
            "base-images", "cluster", "database", "ddd-acme", "ddd-api", "ddd-bernie", "ddd-chris", "demo", "git", "load", "platform", "prerequisites", "queue", "registry", "repository",
            "runner", "story", "telemetry",
        ]);

    [Fact]
    public void Waits_OfAllResources_AreTheOrderOfSetUp() =>
        // Who waits for a child waits for its parent too.
        builder.Resources.SelectMany(Waits).Distinct().Order(StringComparer.Ordinal).ShouldBe(
        [
            "base-images after registry is healthy",
            "cluster after prerequisites is done",
            "database after platform is done",
            "ddd-acme after demo is healthy",
            "ddd-api after demo is healthy",
            "ddd-bernie after demo is healthy",
            "ddd-chris after demo is healthy",
            "demo after base-images is done",
            "demo after platform is done",
            "demo after repository is done",
            "demo after runner is healthy",
            "demo after telemetry is healthy",
            "git after prerequisites is done",
            "load after demo is healthy",
            "platform after cluster is healthy",
            "platform after registry is healthy",
            "queue after platform is done",
            "registry after prerequisites is done",
            "repository after git is healthy",
            "runner after git has started",
            "story after cluster is healthy",
            "story after ddd-acme is healthy",
            "story after ddd-api is healthy",
            "story after ddd-bernie is healthy",
            "story after ddd-chris is healthy",
            "story after load is healthy",
            "story after runner is healthy",
            "telemetry after platform is done",
        ]);

    [Fact]
    public void References_OfAllResources_SayWhoCallsWhom() =>
        builder.Resources.SelectMany(resource => resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relationship => relationship.Type == "Reference")
            .Select(relationship => $"{resource.Name} -> {relationship.Resource.Name}")).Order(StringComparer.Ordinal).ShouldBe(
        [
            "base-images -> registry",
            "ddd-acme -> queue",
            "ddd-api -> database",
            "ddd-api -> queue",
            "ddd-bernie -> queue",
            "ddd-chris -> queue",
            "load -> ddd-api",
            "platform -> registry",
            "runner -> cluster",
            "runner -> git",
            "runner -> registry",
            "story -> load",
            "story -> runner",
        ]);

    [Fact]
    public void KindCluster_ShapedByTheToolkitsNames_HasTheNodesThatWereAskedFor()
    {
        var cluster = DistributedApplication.CreateBuilder([]).CreateResourceBuilder(new KindClusterResource("cluster", new EnvironmentOptions { RepositoryRoot = "/checkout", StateDirectory = "/state" }));

        cluster.WithKubernetesVersion("v1.33.4").WithWorkerNodes(2).WithNodeMount("/data", "/mnt/data", readOnly: true).WithNodeMount("certificates", "/mnt/ca");

        (cluster.Resource.Nodes.NodeImage, cluster.Resource.Nodes.WorkerNodes).ShouldBe(("docker.io/kindest/node:v1.33.4", 2));
        cluster.Resource.Nodes.Mounts.Select(mount => (Path.GetFileName(mount.HostPath), mount.NodePath, mount.ReadOnly)).ShouldBe([("data", "/mnt/data", true), ("certificates", "/mnt/ca", false)]);
        cluster.WithNodeImage("registry.example:5000/node:1").Resource.Nodes.NodeImage.ShouldBe("registry.example:5000/node:1");
    }

    [Theory]
    [InlineData("runner", "tell-story", "next-step", "cancel-story", "reset")]
    [InlineData("story", "tell", "cancel")]
    [InlineData("registry", "try-again")]
    [InlineData("load", "start-load", "change-rate", "stop-load")]
    [InlineData("ddd-api", "upgrade", "roll-back", "break", "change-bar")]
    [InlineData("ddd-acme", "upgrade", "roll-back", "break", "change-bar")]
    public void Commands_OfAResource_AreTheseInThisOrder(string resource, params string[] names) =>
        Find(resource).Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.Name)
            .Where(name => !name.StartsWith("resource-", StringComparison.Ordinal)).ShouldBe(names);

    [Fact]
    public void Upgrade_OfAnIntegration_OffersTheFixPacksThatWork()
    {
        var upgrade = Find("ddd-acme").Annotations.OfType<ResourceCommandAnnotation>().Single(command => command.Name == "upgrade");
        var choice = upgrade.Arguments.ShouldHaveSingleItem();
        choice.Options!.Select(option => option.Key).ShouldBe(["12.0.11.0-r1", "12.0.12.0-r1"]);
        choice.Value.ShouldBe("12.0.12.0-r1");
    }

    [Theory]
    [InlineData("Running", ResourceCommandState.Enabled)]
    [InlineData("Starting", ResourceCommandState.Enabled)]
    [InlineData("Waiting", ResourceCommandState.Disabled)]
    public void RollBack_OfAnIntegration_IsForWhateverIsDeployed(string shown, ResourceCommandState state) =>
        Find("ddd-acme").Annotations.OfType<ResourceCommandAnnotation>().Single(command => command.Name == "roll-back").UpdateState(new UpdateCommandStateContext
        {
            ResourceSnapshot = new CustomResourceSnapshot { ResourceType = "Integration", Properties = [], State = shown },
            Services = new ServiceCollection().BuildServiceProvider(),
        }).ShouldBe(state);

    [Fact]
    public void Integrations_AreChildrenOfTheCluster() =>
        builder.Resources.OfType<IntegrationResource>().ShouldAllBe(integration => integration.Parent.Name == "cluster");

    [Fact]
    public void Bars_OfAnIntegration_AreThoseOfItsFolder() =>
        ((IntegrationResource)Find("ddd-acme")).Bars.ShouldBe(["AcmeV1", "AcmeV2"]);

    [Fact]
    public void RunningPartsAndIntegrations_HaveAHealthCheck() =>
        builder.Resources.Where(resource => resource is RunningPartResource or IntegrationResource)
            .ShouldAllBe(part => part.Annotations.OfType<HealthCheckAnnotation>().Any());

    [Theory]
    [InlineData("runner", 5050)]
    [InlineData("load", 5055)]
    public void Programs_ListenWhereTheyDoWithoutAspire(string program, int port)
    {
        var endpoint = Find(program).Annotations.OfType<EndpointAnnotation>().ShouldHaveSingleItem();
        (endpoint.Port, endpoint.IsProxied).ShouldBe((port, false));
    }

    [Fact]
    public void Parameters_AreAllChoices() =>
        builder.Resources.OfType<ParameterResource>().Where(parameter => !parameter.Secret).Select(parameter => parameter.Name)
            .ShouldBe(DemoSettings.Defaults.Keys.Select(DemoSettings.ResourceName), ignoreOrder: true);

    [Fact]
    public void Secrets_AreParametersThatAreNotShown() =>
        builder.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret).Select(parameter => parameter.Name)
            .ShouldBe(SecretStore.Choosable, ignoreOrder: true);

    // Aspire offers to set every parameter, unless there is a command of that name.
    [Fact]
    public void Parameters_ThatAreReadAtTheStart_CanNotBeSetInTheDashboard() =>
        builder.Resources.OfType<ParameterResource>().Where(parameter => !parameter.Annotations.OfType<ResourceCommandAnnotation>().Any(IsHiddenSetter))
            .Select(parameter => parameter.Name).ShouldBe(["rate", "stories"], ignoreOrder: true);

    [Fact]
    public async Task Parameter_WithoutText_IsShownAsWhatIsTaken()
    {
        builder.Configuration["Parameters:rate"] = "";

        var rate = (ParameterResource)Find("rate");

        (await rate.GetValueAsync(TestContext.Current.CancellationToken)).ShouldBe("50");
    }

    [Fact]
    public async Task Program_WithAReferenceToTheCluster_HasTheKubeconfigOfThePipelinesAccount()
    {
        var cluster = (KindClusterResource)Find("cluster");
        var program = builder.AddExecutable("kubectl", "kubectl", ".", "get", "pods").WithReference(builder.CreateResourceBuilder(cluster));

        var configured = await ExecutionConfigurationBuilder.Create(program.Resource).WithEnvironmentVariablesConfig()
            .BuildAsync(builder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);

        configured.EnvironmentVariables.ToDictionary()["KUBECONFIG"].ShouldEndWith("/.demo/pipeline.kubeconfig");
    }

    private static bool IsHiddenSetter(ResourceCommandAnnotation command) =>
        command.Name == "set-parameter" && command.UpdateState(new UpdateCommandStateContext
        {
            ResourceSnapshot = new CustomResourceSnapshot { ResourceType = "Parameter", Properties = [] },
            Services = new ServiceCollection().BuildServiceProvider(),
        }) == ResourceCommandState.Hidden;

    private IResource Find(string name) => builder.Resources.Single(resource => resource.Name == name);

    private static IEnumerable<string> Waits(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => $"{resource.Name} after {wait.Resource.Name} {Awaited(wait.WaitType)}");

    private static string Awaited(WaitType wait) => wait switch
    {
        WaitType.WaitUntilStarted => "has started",
        WaitType.WaitUntilHealthy => "is healthy",
        _ => "is done",
    };
}
