using System.Collections.Concurrent;
using DddAspire.DemoEnvironment.Tools;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Images;

/// <summary>What recipes and the user's machine may do at the same time, and what they leave behind: kind/images/make itself, run by bash.</summary>
public sealed class RecipeTests : IDisposable
{
    private readonly RecipeMachine machine = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => machine.Dispose();

    [Fact]
    public async Task Recipes_StartedTogetherOnANewMachine_BothEndWellAndPrepareItOnce()
    {
        var made = await Task.WhenAll(ToolRunner.RunAsync(machine.Make("nats"), Stop), ToolRunner.RunAsync(machine.Make("registry"), Stop));
        made.Select(result => result.StandardOutput.Split('\n')[^1]).ShouldAllBe(reference => machine.HasImage(reference));
        machine.AptCalls.ShouldHaveSingleItem().ShouldContain("mmdebstrap");
        machine.MmdebstrapCalls.Count(call => call.Contains("--variant=essential")).ShouldBe(1);
        machine.MmdebstrapCalls.Count(call => call.Contains("--variant=custom")).ShouldBe(2);
        machine.WorkFolders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recipe_WhileAnotherProgramHoldsApt_NamesItAndWaits()
    {
        var lines = new ConcurrentQueue<string>();
        var holder = await HoldAptAsync();
        var making = ToolRunner.RunAsync(machine.Make("nats"), lines.Enqueue, Stop);
        await UntilAsync(() => lines.Any(line => line.Contains("the package manager is in use by process")));
        making.IsCompleted.ShouldBeFalse();
        var pid = await HolderAsync();
        lines.ShouldContain(line => line.Contains($"process {pid} (bash -c"));
        machine.Touch("apt.release");
        await holder;
        machine.HasImage((await making).StandardOutput.Split('\n')[^1]).ShouldBeTrue();
    }

    [Fact]
    public async Task Recipe_WhenAptStaysHeld_GivesUpWithTheHolderAndTheNextCommand()
    {
        var holder = await HoldAptAsync();
        var failed = await Should.ThrowAsync<ToolFailedException>(() => ToolRunner.RunAsync(machine.Make("nats", aptLimit: 1), Stop));
        var pid = await HolderAsync();
        failed.Evidence.ShouldContain($"the package manager was in use by process {pid} (bash -c");
        failed.Evidence.ShouldContain($"Next: ps -fp {pid}");
        machine.Touch("apt.release");
        await holder;
        machine.WorkFolders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recipe_ThatFails_LeavesNothingBehindAndSaysHowToRunItAlone()
    {
        machine.Touch("mmdebstrap.fails");
        var failed = await Should.ThrowAsync<ToolFailedException>(() => ToolRunner.RunAsync(machine.Make("nats"), Stop));
        failed.Evidence.ShouldContain("E: the mirror is away");
        failed.Evidence.ShouldEndWith("make nats");
        machine.WorkFolders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recipe_ThatIsStopped_EndsWithAllItStartedAndLeavesNothingBehind()
    {
        machine.Touch("mmdebstrap.hangs");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var making = ToolRunner.RunAsync(machine.Make("nats"), stopping.Token);
        await UntilAsync(() => machine.MmdebstrapCalls.Length > 0);
        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(making);
        machine.WorkFolders.ShouldBeEmpty();
        // Whoever comes next makes the half-made base anew.
        File.Delete(machine.Path("mmdebstrap.hangs"));
        await ToolRunner.RunAsync(machine.Make("nats"), Stop);
        machine.MmdebstrapCalls.Count(call => call.Contains("--variant=essential")).ShouldBe(2);
    }

    [Fact]
    public async Task Recipe_AfterOneThatWasKilled_RemovesWhatThatLeft()
    {
        machine.Touch("cache/nats.abc123/root/usr/file");
        machine.Touch("cache/registry.abc123/root/usr/file");
        await ToolRunner.RunAsync(machine.Make("nats"), Stop);
        machine.WorkFolders.ShouldBe(["registry.abc123"]);
    }

    private async Task<string> HolderAsync() => (await File.ReadAllTextAsync(machine.Path("apt.holder"), Stop)).Trim();

    private async Task<Task> HoldAptAsync()
    {
        var held = new TaskCompletionSource();
        var holder = ToolRunner.RunAsync(machine.HoldApt(), _ => held.TrySetResult(), Stop);
        await Task.WhenAny(held.Task, holder);
        return holder;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(50, Stop);
        }
    }
}
