using System.Text.Json.Nodes;
using DddAspire.Contracts.Faults;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.Models;

namespace DddAspire.DemoEnvironment.Kubernetes;

/// <summary>
/// The cluster with the rights of whoever sets it up, one call at a time: the kubeconfig may be written anew between two of them. A call
/// that fails says what was asked, and whoever waits for the cluster asks again.
/// </summary>
/// <param name="kubeconfig">Its path; never the user's own.</param>
internal sealed class ClusterAdmin(string kubeconfig)
{
    private const string FieldManager = "ddd-environment";

    /// <summary>Server-side apply of objects, one after the other.</summary>
    /// <exception cref="ClusterCallException">One was refused, or there is no answer.</exception>
    public async Task ApplyAsync(IEnumerable<JsonObject> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            var path = ObjectPath.Of(item);
            await CallAsync<object?>($"apply {path}", async cluster =>
            {
                await cluster.ApplyAsync(item, FieldManager, dryRun: false, cancellationToken);
                return null;
            }, cancellationToken);
        }
    }

    /// <summary>The API server's version, such as v1.20.2.</summary>
    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        CallAsync("get its version", cluster => cluster.VersionAsync(cancellationToken), cancellationToken);

    /// <summary>All nodes.</summary>
    public Task<IList<V1Node>> NodesAsync(CancellationToken cancellationToken) =>
        CallAsync("list nodes", async cluster => (await cluster.GetAsync<V1NodeList>("api/v1/nodes", cancellationToken)).Items, cancellationToken);

    /// <summary>Puts an annotation on every node.</summary>
    public async Task AnnotateNodesAsync(string annotation, CancellationToken cancellationToken)
    {
        var changes = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = "true" } } };
        foreach (var node in await NodesAsync(cancellationToken))
        {
            await CallAsync<object?>($"annotate node {node.Metadata.Name}", async cluster =>
            {
                await cluster.MergeAsync(new ObjectPath("v1", "Node", null, node.Metadata.Name), changes, FieldManager, cancellationToken);
                return null;
            }, cancellationToken);
        }
    }

    /// <summary>Takes taints from a node, if it still is as it was read: whoever writes taints replaces the whole list.</summary>
    /// <exception cref="ClusterCallException">The node has changed meanwhile, or the call failed otherwise.</exception>
    public Task RemoveTaintsAsync(V1Node node, IReadOnlyList<V1Taint> taints, CancellationToken cancellationToken)
    {
        var rest = node.Spec.Taints.Except(taints).Select(taint => JsonNode.Parse(KubernetesJson.Serialize(taint))).ToArray();
        JsonArray operations =
        [
            new JsonObject { ["op"] = "test", ["path"] = "/metadata/resourceVersion", ["value"] = node.Metadata.ResourceVersion },
            new JsonObject { ["op"] = "replace", ["path"] = "/spec/taints", ["value"] = new JsonArray(rest) },
        ];
        return CallAsync<object?>($"take taints from node {node.Metadata.Name}", async cluster =>
        {
            await cluster.PatchAsync(new ObjectPath("v1", "Node", null, node.Metadata.Name), operations, FieldManager, cancellationToken);
            return null;
        }, cancellationToken);
    }

    /// <summary>All namespaces.</summary>
    public Task<IList<V1Namespace>> NamespacesAsync(CancellationToken cancellationToken) =>
        CallAsync("list namespaces", async cluster => (await cluster.GetAsync<V1NamespaceList>("api/v1/namespaces", cancellationToken)).Items, cancellationToken);

    /// <summary>Begins to delete a namespace with all that is in it.</summary>
    public Task DeleteNamespaceAsync(string name, CancellationToken cancellationToken) =>
        CallAsync<object?>($"delete namespace {name}", async cluster =>
        {
            await cluster.DeleteAsync(new ObjectPath("v1", "Namespace", null, name), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The Deployments of a namespace, or of all.</summary>
    public Task<IList<V1Deployment>> DeploymentsAsync(string? targetNamespace, string selector, CancellationToken cancellationToken) =>
        CallAsync("list deployments", async cluster => targetNamespace is null
            ? (await cluster.GetAsync<V1DeploymentList>($"apis/apps/v1/deployments?labelSelector={Uri.EscapeDataString(selector)}", cancellationToken)).Items
            : await cluster.DeploymentsAsync(targetNamespace, selector, cancellationToken), cancellationToken);

    /// <summary>The pods of a namespace.</summary>
    public Task<IList<V1Pod>> PodsAsync(string targetNamespace, string selector, CancellationToken cancellationToken) =>
        CallAsync("list pods", cluster => cluster.PodsAsync(targetNamespace, selector, cancellationToken), cancellationToken);

    /// <summary>A Secret.</summary>
    public Task<V1Secret> SecretAsync(string targetNamespace, string name, CancellationToken cancellationToken) =>
        CallAsync($"get secret {name}", cluster => cluster.GetAsync<V1Secret>($"api/v1/namespaces/{targetNamespace}/secrets/{name}", cancellationToken), cancellationToken);

    /// <summary>Whether the account of the kubeconfig may do something: a SelfSubjectAccessReview.</summary>
    public async Task<bool> MayAsync(V1ResourceAttributes what, CancellationToken cancellationToken)
    {
        var review = new V1SelfSubjectAccessReview { ApiVersion = "authorization.k8s.io/v1", Kind = "SelfSubjectAccessReview", Spec = new V1SelfSubjectAccessReviewSpec { ResourceAttributes = what } };
        var answer = await CallAsync(
            "review its access", cluster => cluster.PostAsync("apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review, cancellationToken), cancellationToken);
        return answer.Status.Allowed;
    }

    private async Task<T> CallAsync<T>(string what, Func<ClusterAccess, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            using var cluster = ClusterAccess.OpenWithoutRetry(kubeconfig);
            return await call(cluster);
        }
        catch (Exception exception) when (IsNoAnswer(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw new ClusterCallException(what, exception, kubeconfig);
        }
    }

    private static bool IsNoAnswer(Exception exception) => exception
        is HttpOperationException or HttpRequestException or IOException or OperationCanceledException or KubeConfigException or KubeconfigException or System.Text.Json.JsonException;
}

/// <summary>The cluster refused a call of set-up, or gave no answer.</summary>
public sealed class ClusterCallException(string what, Exception cause, string kubeconfig) : DemoException(
    $"the cluster did not {what}: {Reason(cause)}", $"kubectl --kubeconfig {kubeconfig} get nodes   # does it answer?", cause)
{
    /// <summary>What was answered, or why nothing was.</summary>
    public string Evidence => Reason(InnerException!);

    private static string Reason(Exception cause) => cause is OperationCanceledException ? "no answer within 15 s" : cause.Message;
}
