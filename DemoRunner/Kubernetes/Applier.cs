using System.Net;
using System.Text.Json.Nodes;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoRunner.Manifests;
using k8s.Autorest;
using k8s.Models;

namespace DddAspire.DemoRunner.Kubernetes;

/// <summary>Server-side apply of an integration's objects.</summary>
internal static class Applier
{
    /// <summary>The name under which the API server knows what is ours of an object.</summary>
    public const string FieldManager = "ddd-pipeline";

    /// <summary>The name under which it knows what we saw of the pods.</summary>
    public const string ObservationManager = "ddd-pipeline-observation";

    /// <summary>When we last changed a Deployment, by the cluster's clock and in whole seconds; null when we never did.</summary>
    public static DateTime? ChangedAt(V1Deployment deployment) =>
        deployment.Metadata.ManagedFields?.FirstOrDefault(fields => fields.Manager == FieldManager)?.Time;

    /// <summary>Lets the API server look at every object as if it were applied.</summary>
    /// <exception cref="ApplyFailedException">It would refuse one.</exception>
    public static Task VerifyAsync(ClusterAccess cluster, Release release, CancellationToken cancellationToken) =>
        EachAsync(cluster, release, dryRun: true, cancellationToken);

    /// <summary>Makes every object what the release says.</summary>
    /// <returns>What is to be watched.</returns>
    /// <exception cref="ApplyFailedException">The API server refused an object.</exception>
    public static async Task<AppliedRelease> ApplyAsync(ClusterAccess cluster, Release release, CancellationToken cancellationToken) =>
        new(release.Integration, release.Namespace, await EachAsync(cluster, release, dryRun: false, cancellationToken));

    /// <summary>
    /// Makes what somebody else set in a Deployment ours, so that the next apply takes away what git does not say. The value of a field that
    /// git says is put back by an apply alone; one that was added would stay.
    /// </summary>
    public static async Task TakeOverAsync(ClusterAccess cluster, V1Deployment deployment, CancellationToken cancellationToken)
    {
        var records = deployment.Metadata.ManagedFields ?? [];
        var ours = records.FirstOrDefault(record => record.Manager == FieldManager && record.Operation == "Apply");
        var foreign = records.Where(record => Drift.ChangedField(record) is not null).ToList();
        if (ours is null || foreign.Count == 0)
        {
            return;
        }

        var fields = JsonNode.Parse(ClusterJson.Write(ours.FieldsV1))!.AsObject();
        foreach (var record in foreign)
        {
            Merge(fields, JsonNode.Parse(ClusterJson.Write(record.FieldsV1))!.AsObject());
        }

        ours.FieldsV1 = fields;
        var patch = new JsonArray(
            new JsonObject { ["op"] = "test", ["path"] = "/metadata/resourceVersion", ["value"] = deployment.Metadata.ResourceVersion },
            new JsonObject
            {
                ["op"] = "replace", ["path"] = "/metadata/managedFields",
                ["value"] = JsonNode.Parse(ClusterJson.Write(records.Except(foreign).ToList())),
            });
        await cluster.PatchAsync(ObjectPath.Deployment(deployment.Metadata.NamespaceProperty, deployment.Metadata.Name), patch, ObservationManager, cancellationToken);
    }

    private static void Merge(JsonObject fields, JsonObject others)
    {
        foreach (var (name, value) in others)
        {
            if (fields[name] is JsonObject known && value is JsonObject other)
            {
                Merge(known, other);
            }
            else
            {
                fields[name] = value?.DeepClone();
            }
        }
    }

    /// <summary>Removes an object, if it is there.</summary>
    public static Task DeleteAsync(ClusterAccess cluster, string targetNamespace, Manifest item, CancellationToken cancellationToken) =>
        cluster.DeleteAsync(new ObjectPath(item.ApiVersion, item.Kind, targetNamespace, item.Name), cancellationToken);

    /// <summary>Notes on a Deployment what its pods say; its pods are left alone.</summary>
    public static Task ObserveAsync(ClusterAccess cluster, string integration, string targetNamespace, string annotation, string value, CancellationToken cancellationToken) =>
        cluster.MergeAsync(
            ObjectPath.Deployment(targetNamespace, integration),
            new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = value } } },
            ObservationManager, cancellationToken);

    // Returns the generation that the integration's Deployment has now.
    private static async Task<long> EachAsync(ClusterAccess cluster, Release release, bool dryRun, CancellationToken cancellationToken)
    {
        var generation = 0L;
        foreach (var item in release.Objects.Select(item => new Manifest("", item)))
        {
            try
            {
                var taken = await ApplyOneAsync(cluster, item, dryRun, cancellationToken);
                if (item.Kind == "Deployment" && item.Name == release.Integration)
                {
                    generation = taken["metadata"]?["generation"]?.GetValue<long>() ?? 0;
                }
            }
            catch (HttpOperationException exception)
            {
                throw new ApplyFailedException(release.Integration, $"{item.Kind} {item.Name} in {release.Namespace}", exception);
            }
        }

        return generation;
    }

    private static Task<JsonObject> ApplyOneAsync(ClusterAccess cluster, Manifest item, bool dryRun, CancellationToken cancellationToken)
    {
        // The strategy's defaults belong to the API server, not to us: what changes from RollingUpdate to Recreate must take them along.
        if (item.Kind == "Deployment" && item.Content["spec"]?["strategy"] is JsonObject strategy && Manifest.Text(strategy, "type") == "Recreate")
        {
            strategy["rollingUpdate"] = null;
        }

        return item.Kind == "PodDisruptionBudget"
            ? ApplyBudgetAsync(cluster, item, dryRun, cancellationToken)
            : cluster.ApplyAsync(item.Content, FieldManager, dryRun, cancellationToken);
    }

    // policy/v1 came with Kubernetes 1.21; the object is the same under the older name.
    private static async Task<JsonObject> ApplyBudgetAsync(ClusterAccess cluster, Manifest item, bool dryRun, CancellationToken cancellationToken)
    {
        item.Content["apiVersion"] = "policy/v1";
        try
        {
            return await cluster.ApplyAsync(item.Content, FieldManager, dryRun, cancellationToken);
        }
        catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.NotFound)
        {
            item.Content["apiVersion"] = "policy/v1beta1";
            return await cluster.ApplyAsync(item.Content, FieldManager, dryRun, cancellationToken);
        }
    }
}

/// <summary>The API server did not take an object.</summary>
internal sealed class ApplyFailedException(string integration, string what, HttpOperationException cause) : DemoException(
    $"{integration}: the cluster refused {what}: {cause.Response?.Content ?? cause.Message}",
    "kubectl --kubeconfig .demo/pipeline.kubeconfig auth can-i --list -n ddd-dev   # what the pipeline may do", cause);
