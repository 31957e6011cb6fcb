using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DddAspire.AppHost;
using DddAspire.AppHost.Integrations;
using DddAspire.AppHost.Parts;
using DddAspire.DemoEnvironment.Secrets;
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
            "base-images", "cluster", "ddd-acme", "ddd-api", "ddd-bernie", "ddd-chris", "demo", "git", "load", "platform", "registry", "repository", "runner", "telemetry",
        ]);

    [Fact]
    public void Waits_OfAllResources_AreTheOrderOfSetUp() =>
        builder.Resources.SelectMany(Waits).Order(StringComparer.Ordinal).ShouldBe(
        [
            "base-images after registry is healthy",
            "ddd-acme after demo is healthy",
            "ddd-api after demo is healthy",
            "ddd-bernie after demo is healthy",
            "ddd-chris after demo is healthy",
            "demo after base-images is done",
            "demo after platform is done",
            "demo after repository is done",
            "demo after runner is healthy",
            "demo after telemetry is healthy",
            "load after demo is healthy",
            "platform after cluster is healthy",
            "platform after registry is healthy",
            "repository after git is healthy",
            "runner after git has started",
            "telemetry after platform is done",
        ]);

    [Theory]
    [InlineData("runner", "tell-story", "cancel-story", "reset")]
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
        builder.Resources.OfType<ParameterResource>().Where(parameter => !parameter.Secret).Select(parameter => parameter.Name).ShouldBe(DemoSettings.Defaults.Keys, ignoreOrder: true);

    [Fact]
    public void Secrets_AreParametersThatAreNotShown() =>
        builder.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret).Select(parameter => parameter.Name)
            .ShouldBe(SecretStore.Choosable, ignoreOrder: true);

    [Fact]
    public void Parameters_SayThatTheyAreReadAtTheStart() =>
        builder.Resources.OfType<ParameterResource>().ShouldAllBe(parameter => parameter.Description!.StartsWith("Read when the AppHost starts", StringComparison.Ordinal));

    [Fact]
    public async Task Parameter_WithoutText_IsShownAsWhatIsTaken()
    {
        builder.Configuration["Parameters:rate"] = "";

        var rate = (ParameterResource)Find("rate");

        (await rate.GetValueAsync(TestContext.Current.CancellationToken)).ShouldBe("50");
    }

    [Fact]
    public async Task Program_WithAReferenceToTheCluster_HasItsKubeconfig()
    {
        var cluster = (KindClusterResource)Find("cluster");
        var program = builder.AddExecutable("kubectl", "kubectl", ".", "get", "pods").WithReference(builder.CreateResourceBuilder(cluster));

        var configured = await ExecutionConfigurationBuilder.Create(program.Resource).WithEnvironmentVariablesConfig()
            .BuildAsync(builder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);

        configured.EnvironmentVariables.ToDictionary()["KUBECONFIG"].ShouldBe(cluster.Kubeconfig);
    }

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
