using System.Globalization;
using System.Net;

namespace DddAspire.DemoRunner.Runs;

/// <summary>Runs as plain pages.</summary>
internal static class RunPage
{
    private const string Style = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .35rem .8rem; border-bottom: 1px solid #8884; }
        .passed { color: #1a7f37; } .failed, .rolledback { color: #cf222e; } .running, .queued { color: #9a6700; }
        pre { background: #8881; padding: 1rem; overflow-x: auto; white-space: pre-wrap; }
        """;

    public static string All(IReadOnlyList<RunView> runs) => Page("Pipeline runs", $"""
        <table><tr><th>Run</th><th>Commit</th><th>Trigger</th><th>Result</th><th>Rolled out</th><th>Push to live</th></tr>
        {string.Concat(runs.Reverse().Select(Row))}</table>
        """);

    public static string One(RunView run, IReadOnlyList<string> log) => Page($"Run {run.Id}", $"""
        <p>Commit <code>{Text(run.Commit)}</code>, {Word(run.Trigger)}, <b class="{Word(run.Result)}">{Word(run.Result)}</b>.
        Rolled out: {Names(run.RolledOut)}. Untouched: {Names(run.Untouched)}.</p>
        {(run.Reason is null ? "" : $"<pre>{Text(run.Reason)}</pre>")}
        <table><tr><th>Stage</th><th>Started</th><th>Duration</th><th>Result</th></tr>
        {string.Concat(run.Stages.Select(stage => $"<tr><td>{Text(stage.Name)}</td><td>{stage.StartedAt:HH:mm:ss}</td><td>{Duration(stage.DurationMs)}</td><td class=\"{stage.Result}\">{stage.Result}</td></tr>"))}
        </table><h2>Log</h2><pre>{Text(string.Join('\n', log))}</pre><p><a href="/runs">All runs</a></p>
        """);

    private static string Row(RunView run) => $"""
        <tr><td><a href="/runs/{Text(run.Id)}">{Text(run.Id)}</a></td><td><code>{Text(CommitId.Abbreviate(run.Commit))}</code></td><td>{Word(run.Trigger)}</td>
        <td class="{Word(run.Result)}">{Word(run.Result)}</td><td>{Names(run.RolledOut)}</td><td>{Duration((run.LiveAt - run.PushedAt)?.TotalMilliseconds)}</td></tr>
        """;

    private static string Page(string title, string body) => $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{Text(title)}</title><style>{Style}</style></head>
        <body><h1>{Text(title)}</h1>{body}</body></html>
        """;

    private static string Names(IEnumerable<string> names) => Text(string.Join(", ", names) is { Length: > 0 } listed ? listed : "none");

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Duration(double? milliseconds) =>
        milliseconds is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 1000:0.0} s") : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
