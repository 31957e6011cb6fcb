namespace DddAspire.DemoRunner.Reports;

/// <summary>What callers saw: the timeline, the figures and the failures.</summary>
internal static class LoadSection
{
    private const int FailuresShown = 50;

    public static string Write(StoryReport report) => report.Load is { } load
        ? $"""
        <section>
        <h2>Calls per second</h2>
        {TimelineChart.Write(report)}
        </section>
        <section>
        <h2>What callers saw</h2>
        <div class="figures">
        {Figure(Markup.Number(load.Scheduled), "calls came due")}
        {Figure(Markup.Number(load.Succeeded), "succeeded")}
        {Figure(Markup.Number(load.Failed), "failed", load.Failed > 0)}
        {Figure(Markup.Number(load.LongestGapMs) + " ms", "longest gap without success")}
        {Figure(Markup.Number(load.LatencyMs.P99) + " ms", "99 % answered within")}
        {AuditFigure(report.Audit)}
        </div>
        <p class="bound">{Markup.Text(report.Bound)}</p>
        {Markup.Table(
            ["rate /s", "sent", "unsent", "re-sent", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms"],
            [[
                Markup.Number(load.Rate), Markup.Number(load.Sent), Markup.Number(load.Unsent), Markup.Number(load.Retries),
                Markup.Fixed(load.LatencyMs.P50), Markup.Fixed(load.LatencyMs.P90), Markup.Fixed(load.LatencyMs.P99),
                Markup.Fixed(load.LatencyMs.P999), Markup.Fixed(load.LatencyMs.Max),
            ]])}
        {Instrument(report.Instrument)}
        <p class="hint">Latency counts from the moment a call was due. Nothing was sent twice: a call that failed is counted as failed.</p>
        {Failures(load)}
        </section>
        """
        : "<section><h2>What callers saw</h2><p>No load ran.</p></section>";

    private static string AuditFigure(AuditFigures? audit) => audit is null
        ? Figure("?", "quotes not read back", true)
        : Figure(
            $"{Markup.Number(audit.Stored)} / {Markup.Number(audit.Acknowledged)}",
            $"acknowledged quotes stored; {audit.Missing} missing, {audit.Duplicated} twice, {audit.Unknown} unknown{(audit.Unknown > 0 ? $" ({audit.UnknownStored} of them stored)" : "")}",
            audit.Missing + audit.Duplicated > 0);

    private static string Instrument(InstrumentFigures? instrument) => instrument is null
        ? ""
        : "<h3>How well the load client kept its schedule</h3>" + Markup.Table(
            ["achieved /s", "late p99 ms", "late max ms", "most in flight", "connections", "calls on fresh", "calls on reused", "CPU µs a call", "GC ms", "worst second ms"],
            [[
                Markup.Fixed(instrument.AchievedRate), Markup.Fixed(instrument.LatenessMs.P99), Markup.Fixed(instrument.LatenessMs.Max),
                Markup.Number(instrument.MostInFlight), Markup.Number(instrument.ConnectionsOpened),
                Markup.Number(instrument.CallsOnFresh), Markup.Number(instrument.CallsOnReused),
                Markup.Fixed(instrument.CpuPerCallUs), Markup.Fixed(instrument.GcPauseMs), Markup.Fixed(instrument.GcWorstSecondMs),
            ]]);

    private static string Figure(string value, string label, bool bad = false) =>
        $"""<div class="figure{(bad ? " bad" : "")}"><b>{value}</b><span>{label}</span></div>""";

    private static string Failures(LoadFigures load) => load.Failures.IsEmpty
        ? ""
        : $"<h3>Failures{(load.Failed > FailuresShown ? $" (the first {FailuresShown} of {Markup.Number(load.Failed)})" : "")}</h3>"
            + Markup.Table(
                ["at", "kind", "detail"],
                load.Failures.Take(FailuresShown).Select(failure =>
                    new[] { Markup.Clock(failure.At), Markup.Text(failure.Kind), Markup.Text(failure.Detail) }));
}
