using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using DddAspire.DemoEnvironment.GitServers.CommitStatuses;
using DddAspire.DemoEnvironment.GitServers.Webhooks;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>What a browser sees: commits with their statuses, and a commit with its changes.</summary>
internal static class RepositoryPage
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#8884;--dim:#777}
        body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
        table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
        code,pre{font:13px/1.5 ui-monospace,monospace}pre{overflow-x:auto;border:1px solid var(--line);border-radius:6px;padding:1rem}
        .dim{color:var(--dim)}.success{color:#1a7f37}.failure,.error{color:#cf222e}.pending,.warning{color:#9a6700}
        """;

    /// <summary>The repository: its commits, newest first, and the last webhook deliveries.</summary>
    public static string Repository(
        Uri home, ImmutableArray<CommitInfo> commits, Func<string, CombinedStatus> statusOf, ImmutableArray<WebhookDelivery> deliveries)
    {
        var page = new StringBuilder("<h1>").Append(Text(home.AbsolutePath.Trim('/'))).Append("</h1>")
            .Append("<p class=dim>The built-in git server. For a clone that can push, ask <code>./demo status</code>; to read: <code>git clone ")
            .Append(Text($"{home}.git")).Append("</code></p><table><thead><tr><th>Commit<th>Message<th>Author<th>Status</tr></thead><tbody>");
        foreach (var commit in commits)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td><a href='{home.AbsolutePath}/commit/{commit.Id}'><code>{CommitId.Abbreviate(commit.Id)}</code></a>")
                .Append(CultureInfo.InvariantCulture, $"<td>{Text(commit.Subject)}<td>{Text(commit.Author.Name)}<br><span class=dim>{commit.CommittedAt:u}</span>")
                .Append("<td>").AppendJoin("<br>", statusOf(commit.Id).Statuses.Select(StatusLine)).Append("</tr>");
        }

        page.Append("</tbody></table>").Append(commits.IsEmpty ? "<p>No commit yet." : "").Append("<h2>Webhook deliveries</h2><table><tbody>");
        foreach (var delivery in deliveries)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=dim>{delivery.At:u}<td><code>{CommitId.Abbreviate(delivery.Commit)}</code>")
                .Append(CultureInfo.InvariantCulture, $"<td class={(delivery.Cause is null ? "success" : "failure")}>{Text(delivery.Cause ?? $"{delivery.StatusCode}")}<td>{delivery.DurationMs} ms</tr>");
        }

        return Document(home.AbsolutePath.Trim('/'), page.Append("</tbody></table>").ToString());
    }

    /// <summary>One commit as git shows it.</summary>
    public static string Commit(Uri home, string commit, string shown, CombinedStatus status) =>
        Document(CommitId.Abbreviate(commit), $"""
            <p><a href="{home.AbsolutePath}">{Text(home.AbsolutePath.Trim('/'))}</a></p><h1><code>{commit}</code></h1>
            <p>{string.Join("<br>", status.Statuses.Select(StatusLine))}</p><pre>{Text(shown)}</pre>
            """);

    private static string StatusLine(CommitStatus status)
    {
        var state = status.Status.ToString().ToLowerInvariant();
        var text = $"<span class={state}>{state}</span> {Text(status.Context)}: {Text(status.Description)}";
        return Uri.TryCreate(status.TargetUrl, UriKind.Absolute, out var target) && target.Scheme is "http" or "https"
            ? $"{text} <a href=\"{Text(target.AbsoluteUri)}\">more</a>"
            : text;
    }

    private static string Document(string title, string body) =>
        $"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>{Text(title)}</title><style>{Style}</style><body>{body}</body></html>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
