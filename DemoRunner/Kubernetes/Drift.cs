using System.Text.Json;
using DddAspire.DemoRunner.Manifests;
using k8s.Models;

namespace DddAspire.DemoRunner.Kubernetes;

/// <summary>
/// Whether somebody else changed a Deployment that the pipeline made: the API server keeps record of who set which field. A restart
/// (<c>kubectl rollout restart</c>) and the number of replicas, which an autoscaler sets, are no changes of what git says.
/// </summary>
internal static class Drift
{
    private const string Restarted = "f:kubectl.kubernetes.io/restartedAt";
    private static readonly string[] Own = [Applier.FieldManager, Applier.ObservationManager, "kube-controller-manager"];

    /// <summary>What was changed by whom; null when nothing was.</summary>
    public static string? Of(V1Deployment deployment)
    {
        foreach (var entry in deployment.Metadata.ManagedFields ?? [])
        {
            if (ChangedField(entry) is { } changed)
            {
                return $"was changed by {entry.Manager}: {changed}";
            }
        }

        var wanted = deployment.Metadata.Annotations?.TryGetValue(Annotations.Image, out var image) == true ? image : null;
        return wanted is not null && wanted != ClusterView.Image(deployment) ? $"runs another image than was deployed: {ClusterView.Image(deployment)}" : null;
    }

    /// <summary>A field of the specification that somebody else set; null when the record is ours, or of a restart.</summary>
    public static string? ChangedField(V1ManagedFieldsEntry entry) =>
        !Own.Contains(entry.Manager) && entry.FieldsV1 is JsonElement fields && fields.TryGetProperty("f:spec", out var spec)
            ? Fields(spec, "spec").FirstOrDefault()
            : null;

    // {"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"integration\"}":{"f:image":{}}}}}}
    private static IEnumerable<string> Fields(JsonElement element, string path)
    {
        foreach (var member in element.EnumerateObject().Where(member => member.Name is not (Restarted or "." or "f:replicas")))
        {
            var name = $"{path}.{member.Name[(member.Name.IndexOf(':', StringComparison.Ordinal) + 1)..]}";
            if (member.Value.ValueKind != JsonValueKind.Object || !member.Value.EnumerateObject().Any(inner => inner.Name != "."))
            {
                if (name is not ("spec.template.metadata.annotations" or "spec.template.metadata"))
                {
                    yield return name;
                }

                continue;
            }

            foreach (var inner in Fields(member.Value, name))
            {
                yield return inner;
            }
        }
    }
}
