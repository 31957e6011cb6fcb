using DddAspire.IntegrationServer.Draining;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Draining;

public sealed class CallGaugeTests
{
    [Fact]
    public void Calls_AreCountedFromBeginToEnd()
    {
        var time = new FakeTimeProvider();
        var gauge = new InFlightTracker(time);
        gauge.Begin();
        gauge.Begin();
        time.Advance(TimeSpan.FromSeconds(5));
        gauge.End();

        gauge.InFlight.ShouldBe(1);
        gauge.Total.ShouldBe(2);
        gauge.SinceLastCall.ShouldBe(TimeSpan.FromSeconds(5));
    }
}
