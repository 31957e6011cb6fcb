using DddAspire.DemoEnvironment.Tools;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>Who ended a command line of the user's: a Ctrl+C reaches it and this program, and this program may be told second.</summary>
public sealed class UserCommandTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task ExitAsBySignal_JustBeforeThisProgramIsTold_IsAnInterruption()
    {
        using var told = new CancellationTokenSource();
        var running = UserCommand.RunAsync("exit 130", Limit, told.Token);
        told.CancelAfter(TimeSpan.FromMilliseconds(500));
        (await running).ShouldBe(new UserCommandResult(UserCommandEnd.Interrupted, 130));
    }

    [Fact]
    public async Task ExitAsBySignal_ThatThisProgramNeverGets_IsTheCommandsOwn() =>
        (await UserCommand.RunAsync("exit 130", Limit, TestContext.Current.CancellationToken))
            .ShouldBe(new UserCommandResult(UserCommandEnd.Exited, 130));

    [Fact]
    public async Task Interruption_EndsACommandThatGoesOn()
    {
        using var told = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        (await UserCommand.RunAsync("sleep 600", Limit, told.Token)).End.ShouldBe(UserCommandEnd.Interrupted);
    }

    [Fact]
    public async Task Limit_EndsACommandThatTakesTooLong() =>
        (await UserCommand.RunAsync("sleep 600", TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken)).End
            .ShouldBe(UserCommandEnd.TimedOut);
}
