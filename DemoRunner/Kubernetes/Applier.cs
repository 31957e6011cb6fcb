using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoRunner.Pipeline;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace DddAspire.DemoRunner.Kubernetes;

/// <summary>Server-side apply of an integration's objects.</summary>
internal static class Applier
{
    /// <summary>The name under which the API server knows what is ours of an object.</summary>
    public const string FieldManager = "ddd-pipeline";

    /// <summary>When we last changed a Deployment, by the cluster's clock and in whole seconds; null when we never did.</summary>
    public static DateTime? ChangedAt(V1Deployment deployment) =>
        deployment.Metadata.ManagedFields?.FirstOrDefault(fields => fields.Manager == FieldManager)?.Time;

    /// <exception cref="ApplyFailedException">The API server refused an object.</exception>
    public static async Task ApplyAsync(ClusterAccess cluster, Release release, CancellationToken cancellationToken)
    {
        foreach (var item in release.Objects)
        {
            var kind = item["kind"]?.GetValue<string>() ?? "";
            var name = item["metadata"]?["name"]?.GetValue<string>() ?? "";
            try
            {
                await ApplyOneAsync(cluster, kind, name, release.Namespace, item, cancellationToken);
            }
            catch (HttpOperationException exception)
            {
                throw new ApplyFailedException(release.Integration, $"{kind} {name} in {release.Namespace}", exception);
            }
        }
    }

    private static Task ApplyOneAsync(ClusterAccess cluster, string kind, string name, string targetNamespace, JsonObject item, CancellationToken cancellationToken)
    {
        var version = item["apiVersion"]?.GetValue<string>() ?? "";
        V1Patch Patch() => new(item.ToJsonString(), V1Patch.PatchType.ApplyPatch);
        return (version, kind) switch
        {
            ("v1", "Service") => cluster.Client.CoreV1.PatchNamespacedServiceAsync(
                Patch(), name, targetNamespace, fieldManager: FieldManager, force: true, cancellationToken: cancellationToken),
            ("apps/v1", "Deployment") => ApplyDeploymentAsync(cluster, name, targetNamespace, item, Patch(), cancellationToken),
            ("policy/v1", "PodDisruptionBudget") => ApplyBudgetAsync(cluster, name, targetNamespace, item, cancellationToken),
            _ => throw new ManifestFaultException(name, $"{version} {kind} is not one of Deployment, Service, PodDisruptionBudget"),
        };
    }

    // The strategy's defaults belong to the API server, not to us: what changes from RollingUpdate to Recreate must take them along.
    private static Task<V1Deployment> ApplyDeploymentAsync(ClusterAccess cluster, string name, string targetNamespace, JsonObject item, V1Patch patch, CancellationToken cancellationToken)
    {
        var strategy = item["spec"]?["strategy"] as JsonObject;
        if (strategy?["type"]?.GetValue<string>() == "Recreate")
        {
            strategy["rollingUpdate"] = null;
            patch = new V1Patch(item.ToJsonString(), V1Patch.PatchType.ApplyPatch);
        }

        return cluster.Client.AppsV1.PatchNamespacedDeploymentAsync(
            patch, name, targetNamespace, fieldManager: FieldManager, force: true, cancellationToken: cancellationToken);
    }

    // policy/v1 came with Kubernetes 1.21; the object is the same under the older name.
    private static async Task ApplyBudgetAsync(ClusterAccess cluster, string name, string targetNamespace, JsonObject item, CancellationToken cancellationToken)
    {
        foreach (var version in (string[])["v1", "v1beta1"])
        {
            item["apiVersion"] = $"policy/{version}";
            try
            {
                await cluster.Client.CustomObjects.PatchNamespacedCustomObjectAsync(
                    new V1Patch(item.ToJsonString(), V1Patch.PatchType.ApplyPatch), "policy", version, targetNamespace, "poddisruptionbudgets", name,
                    fieldManager: FieldManager, force: true, cancellationToken: cancellationToken);
                return;
            }
            catch (HttpOperationException exception) when (exception.Response.StatusCode == System.Net.HttpStatusCode.NotFound && version == "v1")
            {
                // Not known under this name: the older one follows.
            }
        }
    }
}

/// <summary>The API server did not take an object.</summary>
internal sealed class ApplyFailedException(string integration, string what, HttpOperationException cause) : DemoException(
    $"{integration}: the cluster refused {what}: {cause.Response?.Content ?? cause.Message}",
    "kubectl --kubeconfig .demo/pipeline.kubeconfig auth can-i --list -n ddd-dev   # what the pipeline may do", cause);
