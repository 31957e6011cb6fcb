using DddAspire.LoadClient.Audit;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Reports;
using DddAspire.LoadClient.Verdicts;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Runs;

/// <summary>Composes the report of a run from its parts. Under the same rule as <see cref="RunFold"/>.</summary>
internal sealed class RunReporter(RunFold fold, Attacker attacker, ConnectionPool pool, PostBook book)
{
    private readonly ClientMeter _meter = new();
    private ClientFigures? _client;

    /// <summary>To be called once a second.</summary>
    public void Tick() => _meter.Tick();

    /// <summary>The schedule is over: what the process does from here on is not the load's.</summary>
    public void StopMeter() => _client = _meter.ToFigures(fold.Sent);

    /// <summary>The report as it stands.</summary>
    /// <param name="end">When the schedule was over; null while it goes on.</param>
    /// <param name="audit">What was found to be stored; null before that was asked.</param>
    public LoadReport Compose(TimeSpan? end, AuditFigures? audit)
    {
        var until = end ?? fold.Clock.Elapsed;
        var report = new LoadReport(
            fold.Id,
            fold.Plan,
            fold.Clock.StartedAt,
            end is null ? null : fold.Clock.At(until),
            new LoadVerdict(VerdictKind.Inconclusive, []),
            fold.ToFigures(until, end is not null),
            fold.Versions,
            audit ?? new AuditCount().ToFigures(book, TimeSpan.Zero),
            fold.Phases.Marks,
            fold.Phases.ToFigures(),
            fold.Phases.Compare(),
            fold.ToSchedule(until, attacker.MostInFlight),
            new ConnectionFigures(pool.Opened, fold.Sent - fold.OnReused, fold.OnReused, pool.FoundClosed),
            _client ?? _meter.ToFigures(fold.Sent));
        return report with { Verdict = VerdictRules.Judge(report) };
    }
}
