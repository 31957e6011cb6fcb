using DddAspire.DemoEnvironment.BaseImages;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Steps;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class ParallelStepsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Step_ThatFails_LetsTheOthersEndAndTakesAlongThoseThatAwaitIt()
    {
        var othersEnd = new TaskCompletionSource();
        var (finished, dependentRan) = (false, false);
        var running = ParallelSteps.RunAsync(run =>
        {
            var failing = run.Start(_ => Task.FromException<string>(new MachineException("image 'postgres' can't be had here", "kind/images/make postgres")));
            _ = run.Start(async token =>
            {
                await failing;
                dependentRan = true;
            });
            _ = run.Start(async token =>
            {
                await othersEnd.Task.WaitAsync(token);
                finished = true;
            });
        }, Stop);
        running.IsCompleted.ShouldBeFalse();
        othersEnd.SetResult();
        (await Should.ThrowAsync<MachineException>(running)).Advice.ShouldBe("kind/images/make postgres");
        finished.ShouldBeTrue();
        dependentRan.ShouldBeFalse();
    }

    [Fact]
    public async Task Steps_ThatFailIndependently_AreToldTogetherOnce()
    {
        var failure = await Should.ThrowAsync<SeveralFailuresException>(ParallelSteps.RunAsync(run =>
        {
            var one = run.Start(_ => Task.FromException(new MachineException("no postgres", "kind/images/make postgres")));
            _ = run.Start(async _ => await one);
            _ = run.Start(_ => Task.FromException(new MachineException("no node", "kind/images/make node")));
        }, Stop));
        failure.Message.ShouldBe("2 parts failed:\n- no postgres\n- no node");
        failure.Advice.ShouldBe("kind/images/make postgres\nthen: kind/images/make node\nthen: ./demo up");
        failure.Origin.ShouldBe(FaultOrigin.Machine);
    }

    [Fact]
    public void SourceHash_OfACheckoutBelowAFolderNamedBin_SeesTheSources()
    {
        var root = Directory.CreateTempSubdirectory("ddd-hash-");
        try
        {
            var checkout = Path.Combine(root.FullName, "bin", "demo");
            Directory.CreateDirectory(Path.Combine(checkout, "Server", "obj"));
            File.WriteAllText(Path.Combine(checkout, "Server", "Program.cs"), "one");
            var before = SourceHash.Of(checkout, "Server");
            File.WriteAllText(Path.Combine(checkout, "Server", "obj", "output"), "is not a source");
            SourceHash.Of(checkout, "Server").ShouldBe(before);
            File.WriteAllText(Path.Combine(checkout, "Server", "Program.cs"), "two");
            SourceHash.Of(checkout, "Server").ShouldNotBe(before);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
