using DddAspire.DemoRunner.Kubernetes;

namespace DddAspire.DemoRunner.Reports;

/// <summary>The evidence that the change took place, and nowhere else: versions seen, runs, pods before and after.</summary>
internal static class EvidenceSection
{
    public static string Write(StoryReport report) => $"""
        <section>
        <h2>Versions that callers were served by</h2>
        {Markup.Table(
            ["integration", "runtime", "bar", "first seen", "last seen"],
            report.Versions.Select(version => new[]
            {
                Markup.Text(version.Integration), Markup.Text(version.Runtime), Markup.Text(version.Bar),
                Markup.Clock(version.FirstSeen), Markup.Clock(version.LastSeen),
            }))}
        </section>
        <section>
        <h2>Pipeline runs</h2>
        {Markup.Each(report.Runs, RunSection.Write)}
        </section>
        <section>
        <h2>Pods before and after</h2>
        {Markup.Each(report.Changes, Change)}
        </section>
        """;

    private static string Change(ChangeFigures change) => $"""
        <h3>{Markup.Text(change.Title)} <code>{Markup.Text(change.Commit[..Math.Min(10, change.Commit.Length)])}</code></h3>
        <p>Pushed {Markup.Clock(change.PushedAt)}; first answer from the new version {Markup.Clock(change.SeenAt)} ({Markup.Span(change.PushedAt, change.SeenAt)} after the push).</p>
        {Markup.Table(
            ["integration", "namespace", "runtime and bar", "pods kept", "pods new", "image"],
            change.After.Select(after => Row(after, change.Before.FirstOrDefault(before => before.Name == after.Name && before.Namespace == after.Namespace))))}
        """;

    private static string[] Row(IntegrationView after, IntegrationView? before)
    {
        var known = before?.Pods.Select(pod => pod.Uid).ToHashSet() ?? [];
        var kept = after.Pods.Count(pod => known.Contains(pod.Uid));
        var version = $"{after.Runtime}/{after.Bar}";
        var was = before is null ? version : $"{before.Runtime}/{before.Bar}";
        return
        [
            Markup.Text(after.Name),
            Markup.Text(after.Namespace),
            was == version ? Markup.Text(version) : $"{Markup.Text(was)} → <b>{Markup.Text(version)}</b>",
            $"{kept}",
            after.Pods.Length > kept ? $"<b>{after.Pods.Length - kept}</b>" : "0",
            $"<code>{Markup.Text(ShortDigest(after.Image))}</code>{(before?.Image == after.Image ? "" : " (new)")}",
        ];
    }

    private static string ShortDigest(string image)
    {
        const string Algorithm = "sha256:";
        var start = image.IndexOf(Algorithm, StringComparison.Ordinal);
        return start < 0 ? image : image[start..Math.Min(image.Length, start + Algorithm.Length + 12)];
    }
}
