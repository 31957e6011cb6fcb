namespace DddAspire.DemoRunner.Reports;

/// <summary>Where it was measured.</summary>
internal static class EnvironmentSection
{
    public static string Write(StoryReport report) => report.Environment is { } environment
        ? $"""
        <section>
        <h2>Environment</h2>
        {Markup.Table(
            ["what", "which"],
            new (string What, string Which)[]
            {
                ("cluster", environment.Cluster),
                ("Kubernetes", environment.Kubernetes),
                ("git server", environment.Git),
                ("registry", environment.Registry),
                ("machine", environment.Machine),
            }
            .Concat(environment.Images.Select(image => ($"image {image.Key}", image.Value)))
            .Select(row => new[] { Markup.Text(row.Item1), $"<code>{Markup.Text(row.Item2)}</code>" }))}
        </section>
        """
        : "";
}
