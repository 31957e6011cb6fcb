using DddAspire.IntegrationServer.Draining;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Draining;

public sealed class DrainRulesTests
{
    private static readonly DrainRules Rules = new(Minimum: TimeSpan.FromSeconds(3), Quiet: TimeSpan.FromSeconds(2), Limit: TimeSpan.FromSeconds(20));

    [Theory]
    [InlineData(0, 60, 0, nameof(DrainDecision.ServeOn))] // idle, but the news of our leaving is still on its way
    [InlineData(2.9, 60, 0, nameof(DrainDecision.ServeOn))]
    [InlineData(3, 60, 0, nameof(DrainDecision.Finish))]
    [InlineData(5, 0.1, 0, nameof(DrainDecision.ServeOn))] // still called
    [InlineData(5, 1.9, 0, nameof(DrainDecision.ServeOn))]
    [InlineData(5, 2, 0, nameof(DrainDecision.Finish))]
    [InlineData(10, 4, 1, nameof(DrainDecision.ServeOn))] // a long call under way
    [InlineData(20, 0, 3, nameof(DrainDecision.GiveUp))]
    public void Drain_OfAServerWithCalls_EndsWhenItIsQuiet(double elapsed, double sinceLastCall, int inFlight, string decision) =>
        Rules.Decide(new DrainSnapshot(TimeSpan.FromSeconds(elapsed), TimeSpan.FromSeconds(sinceLastCall), inFlight, TakesCalls: true))
            .ToString().ShouldBe(decision);

    [Fact]
    public void Drain_OfAServerWithoutHttpInput_NeedsNoQuiet() =>
        Rules.Decide(new DrainSnapshot(TimeSpan.Zero, TimeSpan.Zero, 0, TakesCalls: false)).ShouldBe(DrainDecision.Finish);
}
