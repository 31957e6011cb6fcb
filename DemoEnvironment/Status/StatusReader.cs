using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.DemoEnvironment.GitServers.BuiltIn;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Platform;
using DddAspire.DemoEnvironment.Seeding;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoEnvironment.Status;

/// <summary>Looks at every part once, side by side; changes and installs nothing.</summary>
/// <param name="options">What the environment is made of.</param>
public sealed class StatusReader(EnvironmentOptions options)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);
    private readonly EnvironmentState? known = EnvironmentStateFile.Find(options.Layout);

    /// <summary>How everything stands now.</summary>
    public async Task<EnvironmentStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var urls = Urls();
        var registry = HttpProbe.ProbeAsync(new Uri(urls.Registry, "/v2/"), cancellationToken);
        var git = HttpProbe.ProbeAsync(new Uri(urls.Git, "/api/healthz"), cancellationToken);
        var serve = HttpProbe.ProbeAsync(new Uri(urls.Page, "/alive"), cancellationToken);
        var deployments = DeploymentsAsync(cancellationToken);
        var load = LoadAsync(cancellationToken);
        var (integrations, clusterComplaint) = await deployments;
        var serveComplaint = await serve;
        // Whoever stops a program removes its pid file; one that crashed leaves it.
        var stopped = serveComplaint is not null && !File.Exists(options.Layout.PidFile("serve"));
        var gitComplaint = await git;
        string?[] seen = [clusterComplaint, await registry, gitComplaint, serveComplaint];
        var unexpected = !stopped ? seen : known?.Git.Kind == HostedGitServer.Kind ? seen[..2] : seen[..3];
        ImmutableArray<string> complaints =
        [
            .. unexpected.OfType<string>(),
            .. clusterComplaint is null ? StatusVerdict.Complaints(integrations) : [],
            .. known is null ? ["the environment was not set up to its end"] : Array.Empty<string>(),
        ];
        return new EnvironmentStatus(
            StatusVerdict.Of(StateLock.IsHeld(options.Layout), HasState() && seen.Contains(null), stopped, complaints),
            known is null ? null : new ClusterStatus(known.Cluster.Name, known.Cluster.KubernetesVersion, known.Cluster.AdminKubeconfig),
            urls, Git(), integrations, await load)
        {
            Complaints = complaints,
        };
    }

    // Without any state of ours, what answers on the ports is somebody else's.
    private bool HasState() => known is not null || File.Exists(options.Layout.Kubeconfig) || File.Exists(options.Layout.PidFile("serve"));

    private StatusUrls Urls() => new(
        known?.Cluster.ApiUrls.GetValueOrDefault(Solution.TestNamespace) ?? new Uri($"http://127.0.0.1:{options.Ports.Api}"),
        new Uri($"http://127.0.0.1:{options.Ports.Page}"),
        known?.Git.BaseUrl ?? new Uri($"http://127.0.0.1:{options.Ports.Git}"),
        new Uri(known is null ? $"http://127.0.0.1:{options.Ports.Registry}" : $"http://{known.Registry.Address}"));

    private GitStatus? Git() =>
        known is not null && File.Exists(known.Git.TokenFile)
            ? new GitStatus(known.Git.Kind, RepositorySeed.CloneCommand(known.Git, File.ReadAllText(known.Git.TokenFile).Trim()))
            : null;

    private async Task<(ImmutableArray<IntegrationStatus> Integrations, string? Complaint)> DeploymentsAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Layout.Kubeconfig))
        {
            return ([], "there is no cluster");
        }

        try
        {
            var cluster = new ClusterAdmin(options.Layout.Kubeconfig);
            var lists = await Task.WhenAll(Scopes().Select(scope => cluster.DeploymentsAsync(scope, PlatformManifests.Ours, cancellationToken)));
            return (DeploymentList.Integrations(lists.SelectMany(list => list)), null);
        }
        catch (ClusterCallException exception)
        {
            return ([], $"the cluster does not answer: {exception.Evidence}");
        }
    }

    // In a cluster of the user's the account may have to look into our namespaces only; in our own cluster one question is enough.
    private IEnumerable<string?> Scopes() => options.Cluster == ClusterChoice.Kind ? [null] : [.. PlatformManifests.Namespaces.Select(target => target.Name)];

    private async Task<LoadSummary> LoadAsync(CancellationToken cancellationToken)
    {
        using var client = LoadControlClient.OnLoopback(options.Ports.Load, AnswerLimit);
        try
        {
            var status = await client.StatusAsync(cancellationToken);
            return new LoadSummary(status.Running, status.Running ? status.Rate : 0);
        }
        catch (Exception exception) when (exception is LoadClientException or JsonException)
        {
            return new LoadSummary(false, 0);
        }
    }
}
