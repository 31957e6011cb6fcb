using DddAspire.LoadClient.Audit;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Quotes;
using DddAspire.LoadClient.Verdicts;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Runs;

/// <summary>Composes the report of a run from its parts, in two steps: a copy, made under the same rule as <see cref="RunFold"/>, and the rest.</summary>
internal sealed class RunReporter(RunFold fold, Attacker attacker, ConnectionPool pool, PostLedger book)
{
    private readonly ClientMeter _meter = new();
    private readonly RunHistograms _copy = new(fold.Clock);
    private readonly MachineMeter _machine = new();
    private ClientFigures? _client;
    private MachineFigures? _busy;

    /// <summary>To be called once a second.</summary>
    public void Tick()
    {
        _meter.Tick();
        _machine.Tick();
    }

    /// <summary>The schedule is over: what the process does from here on is not the load's.</summary>
    public void StopMeter() => (_client, _busy) = (_meter.ToFigures(fold.Sent), _machine.ToFigures());

    /// <summary>The report as it stands.</summary>
    /// <param name="end">When the schedule was over; null while it goes on.</param>
    /// <param name="audit">What was found to be stored; null before that was asked.</param>
    public LoadReport Compose(TimeSpan? end, AuditFigures? audit) => Begin(end, audit)();

    /// <summary>Copies what the report needs. What this gives works it out and may be called on any thread, once, before the next copy is made.</summary>
    /// <param name="end">When the schedule was over; null while it goes on.</param>
    /// <param name="audit">What was found to be stored; null before that was asked.</param>
    public Func<LoadReport> Begin(TimeSpan? end, AuditFigures? audit)
    {
        var snapshot = fold.SnapshotTo(_copy, end);
        var stored = audit ?? new AuditCount().ToFigures(book, TimeSpan.Zero);
        var mostInFlight = attacker.MostInFlight;
        var connections = new ConnectionFigures(pool.Opened, snapshot.Sent - snapshot.OnReused, snapshot.OnReused, pool.FoundClosed);
        return () => Compose(snapshot, stored, mostInFlight, connections);
    }

    private LoadReport Compose(RunSnapshot snapshot, AuditFigures stored, int mostInFlight, ConnectionFigures connections)
    {
        var report = new LoadReport(
            fold.Id,
            fold.Plan,
            fold.Clock.StartedAt,
            snapshot.Ended ? fold.Clock.At(snapshot.Until) : null,
            new LoadVerdict(VerdictKind.Inconclusive, []),
            snapshot.ToFigures(),
            snapshot.Versions,
            stored,
            snapshot.Histograms.Phases.Marks,
            snapshot.Histograms.Phases.ToFigures(),
            snapshot.Histograms.Phases.Compare(),
            snapshot.ToSchedule(mostInFlight),
            connections,
            _client ?? _meter.ToFigures(snapshot.Sent))
        {
            Machine = _busy ?? _machine.ToFigures(),
            VersionSets = snapshot.VersionSets.IsEmpty ? null : snapshot.VersionSets,
        };
        return report with { Verdict = VerdictRules.Judge(report) };
    }
}
