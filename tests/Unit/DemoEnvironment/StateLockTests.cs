using System.Globalization;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>One command at a time changes an environment, and whoever waits is told for whom.</summary>
public sealed class StateLockTests : IDisposable
{
    private readonly StateLayout layout = new(Directory.CreateTempSubdirectory("ddd-lock").FullName);

    public void Dispose() => Directory.Delete(layout.Root, recursive: true);

    private string Holder => $"{layout.Lock}.holder";

    [Fact]
    public async Task Question_WhetherItIsHeld_LeavesTheHoldersName()
    {
        (await TakeAsync()).Dispose();
        await File.WriteAllTextAsync(Holder, "4711", TestContext.Current.CancellationToken);

        StateLock.IsHeld(layout).ShouldBeFalse();

        (await File.ReadAllTextAsync(Holder, TestContext.Current.CancellationToken)).ShouldBe("4711");
    }

    [Fact]
    public async Task Lock_ThatAnotherHas_IsWaitedFor_AndItIsSaidWhose()
    {
        var notices = new List<string>();
        using (await TakeAsync())
        {
            (await File.ReadAllTextAsync(Holder, TestContext.Current.CancellationToken)).ShouldBe(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            await File.WriteAllTextAsync(Holder, "4711", TestContext.Current.CancellationToken);

            var failure = await Should.ThrowAsync<WaitTimedOutException>(TakeAsync(TimeSpan.FromMilliseconds(500), notices));

            failure.Message.ShouldContain("pid 4711");
            StateLock.IsHeld(layout).ShouldBeTrue();
        }

        notices.ShouldBe(["another command (pid 4711) is changing the environment; waiting for it"]);
        (await TakeAsync()).Dispose();
    }

    [Fact]
    public async Task Lock_WhoseHolderCannotBeWrittenDown_IsLetGo()
    {
        Directory.CreateDirectory(Holder);

        (await Should.ThrowAsync<MachineException>(TakeAsync())).Message.ShouldStartWith($"the state folder {layout.Root} can't be written");

        Directory.Delete(Holder);
        (await TakeAsync()).Dispose();
    }

    private Task<StateLock> TakeAsync(TimeSpan? limit = null, List<string>? notices = null) => StateLock.TakeAsync(
        layout, limit ?? TimeSpan.FromSeconds(20), new StepLog(new Notices(notices ?? []), TimeProvider.System), TimeProvider.System, TestContext.Current.CancellationToken);

    private sealed class Notices(List<string> told) : IProgress<EnvironmentEvent>
    {
        public void Report(EnvironmentEvent value) => told.Add(((EnvironmentEvent.Noticed)value).Text);
    }
}
