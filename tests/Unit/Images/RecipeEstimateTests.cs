using System.Collections.Concurrent;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Steps;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Images;

public sealed class RecipeEstimateTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly RecordedEvents events = new();
    private readonly StepLog steps;
    private readonly RecipeEstimate estimate;

    public RecipeEstimateTests() => (steps, estimate) = (new StepLog(events, time), new RecipeEstimate(time));

    public void Dispose() => estimate.Dispose();

    [Theory]
    [InlineData("[ 42 %] node: compiling k8s.io/api/core/v1", 42, "compiling k8s.io/api/core/v1")]
    [InlineData("[  3 %] debian: installing Debian 12", 3, "installing Debian 12")]
    public void Progress_OfARecipe_IsRead(string line, int percent, string activity) =>
        RecipeProgress.Parse(line).ShouldBe(new RecipeProgress(percent, activity));

    [Theory]
    [InlineData("ddd-node:0123456789ab")]
    [InlineData("the package manager is in use by process 7 (apt); waiting for it, 15 min at most")]
    public void Progress_AnyOtherLine_IsNone(string line) => RecipeProgress.Parse(line).ShouldBeNull();

    [Fact]
    public async Task Left_WhileADownloadStandsStill_GrowsInsteadOfStandingStill()
    {
        await ReportAsync(ImageName.Nats, "[ 80 %] nats: importing", TimeSpan.FromSeconds(72));
        estimate.Describe().ShouldBe("nats 80 %; about 20 s left");
        time.Advance(TimeSpan.FromSeconds(288));
        estimate.Describe().ShouldBe("nats 80 %; about 60 s left");
    }

    [Fact]
    public async Task Left_OnABusyMachine_IsByHowSlowItWasSoFar()
    {
        await ReportAsync(ImageName.Node, "[ 50 %] node: compiling x", TimeSpan.FromMinutes(10));
        estimate.Describe().ShouldBe("node 50 %; about 9 min left");
    }

    [Fact]
    public async Task Left_OfOneThatHasHardlyBegun_IsAboutWhatIsExpected()
    {
        await ReportAsync(ImageName.Node, "[  1 %] node: the compiler", TimeSpan.FromSeconds(25));
        estimate.Describe().ShouldBe("node 1 %; about 8 min left");
    }

    [Fact]
    public async Task Left_OfSeveral_IsThatOfTheLongest()
    {
        using var node = estimate.Start(ImageName.Node, steps);
        await ReportAsync(ImageName.Nats, "[ 90 %] nats: importing", TimeSpan.FromSeconds(4.2));
        estimate.Describe().ShouldBe("node 1 %, nats 90 %; about 6 min left");
    }

    [Fact]
    public void Report_EveryTwentySeconds_IsOneLineForAll()
    {
        using (estimate.Start(ImageName.Nats, steps))
        {
            using var postgres = estimate.Start(ImageName.Postgres, steps);
            time.Advance(TimeSpan.FromSeconds(20));
            events.Lines.ShouldHaveSingleItem().ShouldStartWith("Images: postgres 1 %, nats 1 %; about ");
        }

        time.Advance(TimeSpan.FromSeconds(60));
        events.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Compiling_PackageByPackage_IsSaidOnce()
    {
        await steps.RunAsync("Image node", step =>
        {
            using var recipe = estimate.Start(ImageName.Node, steps);
            recipe.Report("[ 20 %] node: compiling a", step);
            recipe.Report("[ 21 %] node: compiling b", step);
            recipe.Report("[ 93 %] node: control plane images", step);
            recipe.Report("ddd-node:0123456789ab", step);
            return Task.CompletedTask;
        });
        events.Lines.ShouldBe(["Image node: compiling a", "Image node: control plane images"]);
    }

    private Task ReportAsync(ImageName name, string line, TimeSpan after) => steps.RunAsync("Image", step =>
    {
        var recipe = estimate.Start(name, steps);
        recipe.Report(line, step);
        time.Advance(after);
        return Task.CompletedTask;
    });

    private sealed class RecordedEvents : IProgress<EnvironmentEvent>
    {
        private readonly ConcurrentQueue<EnvironmentEvent> all = new();

        public IReadOnlyList<string> Lines => [.. all.OfType<EnvironmentEvent.StepProgressed>().Select(said => $"{said.Step}: {said.Line}")];

        public void Report(EnvironmentEvent value) => all.Enqueue(value);
    }
}
