using System.Globalization;
using System.Text;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The status for people.</summary>
internal static class StatusText
{
    /// <summary>All of it.</summary>
    public static string Of(EnvironmentStatus status)
    {
        var text = new StringBuilder();
        Line(text, "State", status.State.ToString().ToLowerInvariant());
        foreach (var complaint in status.Complaints.Where(_ => status.State != EnvironmentCondition.Down))
        {
            Line(text, "", $"! {complaint.Split('\n')[0]}");
        }

        if (status.Cluster is { } cluster)
        {
            Line(text, "Cluster", $"{cluster.Name}, Kubernetes {cluster.Kubernetes}; kubectl --kubeconfig {cluster.Kubeconfig}");
        }

        if (status.State != EnvironmentCondition.Down)
        {
            Addresses(text, status);
        }

        foreach (var one in status.Integrations)
        {
            Line(text, $"{one.Namespace[(one.Namespace.IndexOf('-', StringComparison.Ordinal) + 1)..]} {one.Name}", $"{one.Ready}/{one.Desired} ready   {one.Runtime}   {one.Bar}");
        }

        return text.Append(status.State switch
        {
            EnvironmentCondition.Down => "\nNext: ./demo up",
            EnvironmentCondition.Stopped => "\nCluster and registry run; runner and load client are stopped.\nNext: ./demo   # starts them and tells the story; ./demo down removes everything",
            EnvironmentCondition.Degraded => "\nNext: ./demo up   # mends what is broken",
            _ => "",
        }).ToString().TrimEnd();
    }

    /// <summary>The addresses alone.</summary>
    public static void Addresses(StringBuilder text, EnvironmentStatus status)
    {
        Line(text, "Page", status.Urls.Page.ToString());
        Line(text, "API", new Uri(status.Urls.Api, "/drivewayrepair/quote").ToString());
        Line(text, "Git", status.Git is { } git ? $"{status.Urls.Git} ({git.Kind}); {git.CloneCommand}" : status.Urls.Git.ToString());
        Line(text, "Registry", status.Urls.Registry.ToString());
        Line(text, "Load", status.Load.Running ? string.Create(CultureInfo.InvariantCulture, $"running, {status.Load.Rate:0.#} calls/s") : "not running");
    }

    private static void Line(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name,-16} {value}\n");
}
