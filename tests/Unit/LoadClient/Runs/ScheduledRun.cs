using System.Net;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Pacing;
using DddAspire.LoadClient.Quotes;
using DddAspire.LoadClient.Runs;
using DddAspire.LoadClient.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DddAspire.Unit.LoadClient.Runs;

/// <summary>A whole schedule in no time: the real pump against a clock and a server that the test holds.</summary>
internal sealed class ScheduledRun : IDisposable
{
    private static readonly Target Target = new(new IPEndPoint(IPAddress.Loopback, 1), "host", "/");
    private readonly ConnectionPool _pool = new(Target);
    private readonly FakeTimeProvider _time = new();
    private readonly RunReporter _reporter;

    public ScheduledRun(LoadPlan plan, Action<ScheduledRun, TimeSpan> passed)
    {
        var clock = new RunClock(_time);
        var fold = new RunFold("run", plan, clock, Windows.Add);
        var attacker = new Attacker(Server, clock, plan.MaxInFlight);
        _reporter = new RunReporter(fold, attacker, _pool, new PostLedger());
        var script = new GetScript(Target);
        Pump = new LoadScheduler(fold, attacker, script, new FakePause(_time) { Passed = at => passed(this, at) }, _reporter);
    }

    public FakeCaller Server { get; } = new();

    public LoadScheduler Pump { get; }

    public List<LoadWindow> Windows { get; } = [];

    public LoadReport Run()
    {
        Pump.Run();
        return _reporter.Compose(Pump.End, null);
    }

    /// <summary>Time passes without the client getting to do anything. Always true.</summary>
    public bool Stall(TimeSpan duration)
    {
        _time.Advance(duration);
        return true;
    }

    public void Dispose() => _pool.Dispose();
}
