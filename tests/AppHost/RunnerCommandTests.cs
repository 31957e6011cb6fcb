using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DddAspire.AppHost.Integrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>Commands and the integrations' entries with a runner that does not answer as it should.</summary>
public sealed class RunnerCommandTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static TheoryData<Exception> Troubles =>
    [
        new HttpRequestException("refused"),
        new HttpIOException(HttpRequestError.ResponseEnded, "ended in the middle"),
        new TaskCanceledException("no answer in time"),
    ];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Command_ThatTheRunnerDoesNotAnswer_SaysSo(Exception trouble)
    {
        // Never built: AppHost.cs would go on to its end then, which removes the environment.
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(TestContext.Current.CancellationToken);
        var stop = builder.Resources.Single(resource => resource.Name == "runner").Annotations.OfType<ResourceCommandAnnotation>()
            .Single(command => command.Name == "cancel-story");
        await using var services = new ServiceCollection().AddSingleton(FakeRunner.Client(_ => throw trouble)).BuildServiceProvider();

        var told = await stop.ExecuteCommand(new ExecuteCommandContext
        {
            ResourceName = "runner",
            Services = services,
            Arguments = new InteractionInputCollection([]),
            CancellationToken = TestContext.Current.CancellationToken,
            Logger = NullLogger.Instance,
        });

        (told.Success, told.Canceled, told.Message).ShouldBe((false, false, $"The runner at http://127.0.0.1:5050/ does not answer: {trouble.Message} See the runner's log."));
    }

    // What escapes a hosted service ends the application, and the environment with it.
    [Fact]
    public async Task IntegrationsFollower_WhenTheRunnerDoesNotAnswerInTime_AsksAgain()
    {
        var again = new TaskCompletionSource();
        var asked = 0;
        var runner = FakeRunner.Client(_ =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                again.TrySetResult();
            }

            throw new TaskCanceledException("no answer in time");
        });
        await using var application = DistributedApplication.CreateBuilder([]).Build();
        using var follower = new IntegrationsFollower(
            application.Services.GetRequiredService<DistributedApplicationModel>(), runner, application.ResourceNotifications, TimeProvider.System);

        await follower.StartAsync(TestContext.Current.CancellationToken);

        await (await Task.WhenAny(again.Task, follower.ExecuteTask!).WaitAsync(Limit, TestContext.Current.CancellationToken));
        await follower.StopAsync(TestContext.Current.CancellationToken);
    }
}
