using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DddAspire.AppHost.Parts;
using DddAspire.DemoEnvironment;
using DddAspire.Contracts.Faults;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>Parts that fail, in an application that has nothing else; one that is tried again looks for other demos on the machine first.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class PartLifecycleTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("ddd-parts-");
    private IDistributedApplicationTestingBuilder builder = null!;
    private Exception? fault;

    // Persistent: what other tests, or a user, have running is not to be removed at the end.
    public async ValueTask InitializeAsync()
    {
        builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                $"--Parameters:state={state.FullName}", "--Parameters:lifetime=persistent", "--Parameters:registry-port=6501", "--Parameters:api-port=6580",
                "--Parameters:dev-api-port=6581", "--Parameters:page-port=6550", "--Parameters:git-port=6530", "--Parameters:load-port=6555",
            ],
            TestContext.Current.CancellationToken);
        builder.Resources.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await builder.DisposeAsync();
        state.Delete(recursive: true);
    }

    [Fact]
    public async Task Part_ThatFailsUnexpectedly_FailsToStart()
    {
        fault = new UnauthorizedAccessException("denied");
        builder.AddPart(new SetUpResource("first", "Test", Work), "Apps");
        await using var application = await StartAsync();

        await Reaches(application, "first", KnownResourceStates.FailedToStart);
    }

    [Fact]
    public async Task TryAgain_AfterAFailure_TakesThoseAlongThatStoppedWaiting()
    {
        fault = new MachineException("no", "none");
        var first = builder.AddPart(new SetUpResource("first", "Test", Work), "Apps");
        var second = builder.AddPart(new SetUpResource("second", "Test", (_, _) => Task.CompletedTask), "Apps").WaitForCompletion(first);
        builder.AddPart(new SetUpResource("third", "Test", (_, _) => Task.CompletedTask), "Apps").WaitForCompletion(second);
        await using var application = await StartAsync();
        await Reaches(application, "third", KnownResourceStates.FailedToStart);

        fault = null;
        var told = await TryAgainAsync(application, "first");

        told.Success.ShouldBeTrue(told.Message);
        await Reaches(application, "third", KnownResourceStates.Finished);
        (await TryAgainAsync(application, "first")).Message.ShouldBe("first has not failed.");
    }

    private static Task<ExecuteCommandResult> TryAgainAsync(DistributedApplication application, string part) =>
        application.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(part, "try-again", TestContext.Current.CancellationToken);

    private Task Work(LocalEnvironment local, CancellationToken cancellationToken) => fault is null ? Task.CompletedTask : Task.FromException(fault);

    private async Task<DistributedApplication> StartAsync()
    {
        var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return application;
    }

    private static Task Reaches(DistributedApplication application, string part, string state) =>
        application.ResourceNotifications.WaitForResourceAsync(part, state, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
}
