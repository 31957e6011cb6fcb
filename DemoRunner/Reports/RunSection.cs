using System.Globalization;
using DddAspire.DemoRunner.Runs;

namespace DddAspire.DemoRunner.Reports;

/// <summary>A pipeline run with its stages as bars on one time axis.</summary>
internal static class RunSection
{
    public static string Write(RunView run)
    {
        var total = Math.Max(1, run.Stages.Select(stage => End(run, stage)).DefaultIfEmpty(1).Max());
        return $"""
            <h3>Run {Markup.Text(run.Id)} <span class="pill {run.Result.ToString().ToLowerInvariant()}">{Markup.Text(run.Result.ToString())}</span></h3>
            <p>Commit <code>{Markup.Text(run.Commit)}</code>, started by {Markup.Text(run.Trigger.ToString().ToLowerInvariant())}.
            Pushed {Markup.Clock(run.PushedAt)}, live {Markup.Clock(run.LiveAt)} ({Markup.Span(run.PushedAt, run.LiveAt)}).
            Rolled out: {Names(run.RolledOut)}. Untouched: {Names(run.Untouched)}.</p>
            {(run.Reason is { } reason ? $"<p class=\"reason\">{Markup.Text(reason)}</p>" : "")}
            <div class="stages">
            {Markup.Each(run.Stages, stage => Stage(run, stage, total))}
            </div>
            """;
    }

    private static string Stage(RunView run, StageView stage, double total)
    {
        var start = Start(run, stage) / total * 100;
        var width = Math.Max(0.4, (stage.DurationMs ?? 0) / total * 100);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <div class="stage"><span>{Markup.Text(stage.Name)}</span><div><i class="{Markup.Text(stage.Result)}" style="margin-left:{start:0.##}%;width:{width:0.##}%"></i></div><span>{(stage.DurationMs is { } took ? Markup.Span(TimeSpan.FromMilliseconds(took)) : "–")}</span></div>
            """);
    }

    private static double Start(RunView run, StageView stage) => Math.Max(0, (stage.StartedAt - run.PushedAt).TotalMilliseconds);

    private static double End(RunView run, StageView stage) => Start(run, stage) + (stage.DurationMs ?? 0);

    private static string Names(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Select(name => $"<b>{Markup.Text(name)}</b>"));
}
