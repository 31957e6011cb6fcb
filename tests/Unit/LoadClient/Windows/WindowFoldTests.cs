using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Versions;
using DddAspire.LoadClient.Windows;
using DddAspire.LoadClient.Wire;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Windows;

public sealed class WindowFoldTests
{
    private readonly WindowFold _fold = new(number => new WindowLabel("run", number, DateTimeOffset.UnixEpoch.AddSeconds(number), "start", 10));

    [Fact]
    public void Window_ClosesWhenItsSecondIsOverAndItsLastCallHasEnded()
    {
        Schedule(0.1, 0.9);
        End(0.1, 0.2);
        Closed(0.95).ShouldBeEmpty();
        Closed(1.5).ShouldBeEmpty();
        End(0.9, 2.4);

        var window = Closed(2.4).ShouldHaveSingleItem();
        (window.Number, window.Scheduled, window.Succeeded).ShouldBe((0, 2, 2));
        window.LatencyMs.Max.ShouldBe(1500, 15);
    }

    [Fact]
    public void Windows_CloseInOrder_EvenWhenALaterOneIsCompleteFirst()
    {
        Schedule(0.5, 1.5);
        End(1.5, 1.6);
        Closed(3).ShouldBeEmpty();
        End(0.5, 2.5);
        Closed(3).Select(window => window.Number).ShouldBe([0, 1]);
    }

    [Fact]
    public void Call_CountsInTheSecondItWasDueIn_HoweverLateItsAnswer()
    {
        Schedule(0.5, 1.5, 2.5);
        End(2.5, 2.6);
        End(1.5, 2.7);
        End(0.5, 2.8, FailureKind.Timeout);

        var windows = Closed(3);
        windows.Select(window => window.Failed).ShouldBe([1, 0, 0]);
        windows[0].FailuresByKind[FailureKind.Timeout].ShouldBe(1);
        windows.Select(window => window.Succeeded).ShouldBe([0, 1, 1]);
    }

    [Fact]
    public void SecondWithoutCalls_IsAWindowToo()
    {
        Schedule(0.5, 2.5);
        End(0.5, 0.6);
        End(2.5, 2.6);
        Closed(3).Select(window => window.Scheduled).ShouldBe([1, 0, 1]);
    }

    [Fact]
    public void Windows_LeftAtTheEnd_AreGivenAsTheyAre()
    {
        Schedule(0.5);
        _fold.TakeRest().ToArray().ShouldHaveSingleItem().Succeeded.ShouldBe(0);
    }

    [Fact]
    public void Versions_AreCountedByIntegration()
    {
        var both = VersionHeader.Parse("api=1/A, acme=1/V1"u8);
        var api = VersionHeader.Parse("api=1/A"u8);
        Schedule(0.1, 0.2);
        End(0.1, 0.2, versions: both);
        End(0.2, 0.3, versions: api);
        Closed(1).ShouldHaveSingleItem().Versions.ShouldBe([new VersionCount("acme", "1", "V1", 1), new VersionCount("api", "1", "A", 2)]);
    }

    private void Schedule(params double[] due)
    {
        foreach (var seconds in due)
        {
            _fold.AddScheduled(TimeSpan.FromSeconds(seconds));
        }
    }

    private void End(double due, double ended, FailureKind? failure = null, VersionHeader? versions = null)
    {
        CallOutcome outcome = failure is { } kind ? new CallOutcome.Failed(kind, "") : CallOutcome.Succeeded.Instance;
        var call = new GetCall(new Target(new System.Net.DnsEndPoint("host", 80), "host", "/"));
        var at = TimeSpan.FromSeconds(due);
        _fold.Add(new Sample(0, call, at, at, TimeSpan.FromSeconds(ended), new CallResult(outcome, versions, Reused: true)));
    }

    private LoadWindow[] Closed(double scheduledUpTo) => [.. _fold.TakeComplete(TimeSpan.FromSeconds(scheduledUpTo))];
}
