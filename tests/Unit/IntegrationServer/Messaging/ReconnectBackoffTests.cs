using DddAspire.IntegrationServer.Messaging;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Messaging;

public sealed class ReconnectBackoffTests
{
    [Fact]
    public void Waits_DoubleUpToASecond()
    {
        var waits = new List<double>();
        for (var backoff = ReconnectBackoff.Start.Next(); waits.Count < 7; backoff = backoff.Next())
        {
            waits.Add(backoff.Delay.TotalMilliseconds);
        }

        waits.ShouldBe([50, 100, 200, 400, 800, 1000, 1000]);
    }
}
