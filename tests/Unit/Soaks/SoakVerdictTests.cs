using DddAspire.DemoEnvironment.Status;
using DddAspire.DemoRunner.Soaks;
using DddAspire.Unit.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Soaks;

public sealed class SoakVerdictTests
{
    private const long MiB = 1024 * 1024;
    private static readonly SoakBounds Bounds = new(64 * MiB, 32, 16 * MiB, 32 * MiB);

    [Fact]
    public void Soak_OfCyclesThatPassed_PassesWithItsFigures() =>
        SoakVerdict.Judge([Cycle(1), Cycle(2)], Bounds).ShouldSatisfyAllConditions(
            verdict => verdict.Outcome.ShouldBe(StoryOutcome.Passed),
            verdict => verdict.Reasons.ShouldBe(
            [
                "2 of 2 cycles passed; of 18,000 calls 0 failed; of 9,000 acknowledged quotes 0 were lost and 0 doubled.",
                "Nothing grew beyond its bound: serve's memory 0.0 MiB of 64.0 MiB, serve's handles 0 of 32, the registry 0.0 MiB of 16.0 MiB, the state folder 0.0 MiB of 32.0 MiB.",
            ]));

    [Fact]
    public void Soak_OfACycleThatFailed_FailsWithItsReason() =>
        SoakVerdict.Judge([Cycle(1), Cycle(2) with { Outcome = StoryOutcome.Failed, Reasons = ["3 calls failed."] }, Cycle(3)], Bounds).ShouldSatisfyAllConditions(
            verdict => verdict.Outcome.ShouldBe(StoryOutcome.Failed),
            verdict => verdict.Reasons[0].ShouldBe("Cycle 2: 3 calls failed."),
            verdict => verdict.Reasons[^1].ShouldStartWith("2 of 3 cycles passed;"));

    [Fact]
    public void Soak_OfACycleThatCouldNotBeMeasured_IsInconclusive() =>
        SoakVerdict.Judge([Cycle(1), Cycle(2) with { Outcome = StoryOutcome.Inconclusive, Reasons = ["too busy"] }], Bounds).Outcome.ShouldBe(StoryOutcome.Inconclusive);

    [Theory]
    [InlineData(65, 0, 0, 0, "serve's memory grew by 65.0 MiB; allowed are 64.0 MiB.")]
    [InlineData(0, 33, 0, 0, "serve's handles grew by 33; allowed are 32.")]
    [InlineData(0, 0, 17, 0, "the registry grew by 17.0 MiB; allowed are 16.0 MiB.")]
    [InlineData(0, 0, 0, 33, "the state folder grew by 33.0 MiB; allowed are 32.0 MiB.")]
    public void Soak_InWhichSomethingGrew_FailsThoughNoCallDid(int memory, int handles, int registry, int state, string growth)
    {
        var grown = Cycle(3) with { Usage = Usage((100 + memory) * MiB, 200 + handles, (50 + registry) * MiB, (10 + state) * MiB) };

        var verdict = SoakVerdict.Judge([Cycle(1), Cycle(2), grown], Bounds);

        verdict.Outcome.ShouldBe(StoryOutcome.Failed);
        verdict.Reasons[0].ShouldBe($"From the end of cycle 1 to that of cycle 3 {growth}");
    }

    [Fact]
    public void Line_OfACycle_StandsUnderItsHeads() =>
        (SoakText.Heads(["serve"]) + "\n" + SoakText.Line(Cycle(1))).ShouldBe("""
            cycle  verdict            s     calls  failed   gap ms   p99 ms  serve MiB  handles  registry MiB  state MiB
                1  passed          48.2      9000       0     41.5     11.9      100.0      200          50.0       10.0
            """, StringCompareShould.IgnoreLineEndings);

    private static SoakCycle Cycle(int number) => new(
        number, StoryOutcome.Passed, ["All is well."], TimeSpan.FromSeconds(48.2), SampleStory.Load.Figures, SampleStory.Load.Audit, Usage(100 * MiB, 200, 50 * MiB, 10 * MiB));

    private static EnvironmentUsage Usage(long memory, int handles, long registry, long state) => new([new("serve", memory, handles)], registry, state);
}
