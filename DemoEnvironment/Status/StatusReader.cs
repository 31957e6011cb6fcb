using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Platform;
using DddAspire.DemoEnvironment.Seeding;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Status;

/// <summary>Looks at every part once, side by side; changes and installs nothing.</summary>
/// <param name="options">What the environment is made of.</param>
public sealed class StatusReader(EnvironmentOptions options)
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(3) };
    private readonly EnvironmentState? known = EnvironmentStateFile.Find(options.Layout);

    /// <summary>How everything stands now.</summary>
    public async Task<EnvironmentStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var urls = Urls();
        var registry = HttpProbe.LookAsync(new Uri(urls.Registry, "/v2/"), cancellationToken);
        var git = HttpProbe.LookAsync(new Uri(urls.Git, "/api/healthz"), cancellationToken);
        var serve = HttpProbe.LookAsync(new Uri(urls.Page, "/alive"), cancellationToken);
        var deployments = DeploymentsAsync(cancellationToken);
        var load = LoadAsync(cancellationToken);
        var (integrations, clusterComplaint) = await deployments;
        var seen = new[] { clusterComplaint, await registry, await git, await serve };
        ImmutableArray<string> complaints =
        [
            .. seen.OfType<string>(),
            .. clusterComplaint is null ? StatusVerdict.Complaints(integrations) : [],
            .. known is null ? ["the environment was not set up to its end"] : Array.Empty<string>(),
        ];
        return new EnvironmentStatus(
            StatusVerdict.Of(StateLock.IsHeld(options.Layout), HasState() && seen.Contains(null), complaints),
            known is null ? null : new ClusterStatus(known.Cluster.Name, known.Cluster.KubernetesVersion, known.Cluster.AdminKubeconfig),
            urls, Git(), integrations, await load)
        {
            Complaints = complaints,
        };
    }

    // Without any state of ours, what answers on the ports is somebody else's.
    private bool HasState() => known is not null || File.Exists(options.Layout.Kubeconfig) || File.Exists(options.Layout.PidFile("serve"));

    private StatusUrls Urls() => new(
        known?.Cluster.ApiUrls.GetValueOrDefault("ddd-test") ?? new Uri($"http://127.0.0.1:{options.Ports.Api}"),
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
            var lists = await Task.WhenAll(Scopes().Select(scope => DeploymentsAsync(scope, cancellationToken)));
            return ([.. lists.SelectMany(list => list)], null);
        }
        catch (ToolException exception)
        {
            return ([], $"the cluster does not answer: {exception.Message}");
        }
    }

    // In a cluster of the user's the account may have to look into our namespaces only; in our own cluster one question is enough.
    private IEnumerable<string> Scopes() => options.Cluster == ClusterChoice.Kind
        ? ["--all-namespaces"]
        : PlatformManifests.Namespaces.Select(target => $"--namespace={target.Name}");

    private async Task<ImmutableArray<IntegrationStatus>> DeploymentsAsync(string scope, CancellationToken cancellationToken)
    {
        using var list = await new Kubectl(options.Layout.Kubeconfig)
            .JsonAsync(["get", "deployments", scope, $"--selector={PlatformManifests.Ours}"], cancellationToken);
        return DeploymentList.Parse(list.RootElement);
    }

    private async Task<LoadStatus> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri($"http://127.0.0.1:{options.Ports.Load}/load/status"), cancellationToken);
            using var status = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            var running = status.RootElement.TryGetProperty("running", out var value) && value.GetBoolean();
            return new LoadStatus(running, running && status.RootElement.TryGetProperty("rate", out var rate) ? rate.GetDouble() : 0);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new LoadStatus(false, 0);
        }
    }
}
