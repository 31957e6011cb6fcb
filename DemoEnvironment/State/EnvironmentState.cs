namespace DddAspire.DemoEnvironment.State;

/// <summary>What was set up, as later commands and the runner find it in <c>environment.json</c> of the state folder.</summary>
/// <param name="Cluster">The Kubernetes cluster.</param>
/// <param name="Registry">Where images are pushed and pulled.</param>
/// <param name="Git">The git server with the integrations' repository.</param>
/// <param name="Images">Image references in use, by name: node, registry, debian, postgres, nats, gitea.</param>
public sealed record EnvironmentState(
    ClusterState Cluster,
    RegistryState Registry,
    GitServerState Git,
    IReadOnlyDictionary<string, string> Images);

/// <summary>The cluster and the two ways into it.</summary>
/// <param name="Name">The kind cluster's name, or the context of an existing one.</param>
/// <param name="KubernetesVersion">As the API server reports it, such as v1.20.2.</param>
/// <param name="AdminKubeconfig">Path of the kubeconfig used for set-up only.</param>
/// <param name="PipelineKubeconfig">Path of the kubeconfig of the pipeline's ServiceAccount.</param>
/// <param name="Kind">Whether it is ours, made by kind.</param>
/// <param name="ApiUrls">Where the quote API answers: base addresses by namespace, such as <c>http://127.0.0.1:8080</c> for ddd-test.</param>
public sealed record ClusterState(
    string Name,
    string KubernetesVersion,
    string AdminKubeconfig,
    string PipelineKubeconfig,
    bool Kind,
    IReadOnlyDictionary<string, Uri> ApiUrls);

/// <summary>The registry by the one name that host and nodes both use.</summary>
/// <param name="Address">host:port without a scheme, such as <c>localhost:5001</c>.</param>
public sealed record RegistryState(string Address);

/// <summary>The git server, whichever it is: both speak smart HTTP and the same part of Gitea's API.</summary>
/// <param name="Kind">"gitea" or "built-in".</param>
/// <param name="BaseUrl">Such as <c>http://127.0.0.1:3000</c>.</param>
/// <param name="Owner">The account that owns the repository.</param>
/// <param name="Repository">The repository's name.</param>
/// <param name="TokenFile">Path of the file that holds the token for push and API.</param>
/// <param name="WebhookSecretFile">Path of the file that holds the webhooks' HMAC secret.</param>
public sealed record GitServerState(
    string Kind,
    Uri BaseUrl,
    string Owner,
    string Repository,
    string TokenFile,
    string WebhookSecretFile)
{
    /// <summary>The clone URL without credentials.</summary>
    public Uri CloneUrl => new(BaseUrl, $"/{Owner}/{Repository}.git");

    /// <summary>A commit's page for people.</summary>
    public Uri CommitPage(string commit) => new(BaseUrl, $"/{Owner}/{Repository}/commit/{commit}");
}
