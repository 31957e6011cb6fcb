using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Status;

namespace DddAspire.DemoRunner.Manifests;

/// <summary>Fills an integration's manifests in: namespace, labels, image by digest, annotations. Pure.</summary>
internal static class ReleaseFactory
{
    /// <exception cref="ManifestFaultException">There is no Deployment of that name, or it can't be told which of its containers is the integration.</exception>
    public static Release Make(ManifestSet manifests, string targetNamespace, string image, IReadOnlyDictionary<string, string> annotations)
    {
        var integration = manifests.Integration;
        var objects = manifests.Items
            .Select(item => item with { Content = (JsonObject)item.Content.DeepClone() })
            .OrderBy(item => ManifestKind.All.IndexOf(ManifestKind.Find(item.ApiVersion, item.Kind)!))
            .ToList();
        var deployment = objects.Find(item => item.Kind == "Deployment" && item.Name == integration)
            ?? throw new ManifestFaultException(integration, null, $"no *.yaml or *.yml file in the folder has a Deployment named {integration}");
        foreach (var item in objects)
        {
            Child(item.Content, "metadata")["namespace"] = targetNamespace;
        }

        var template = Child(Child(deployment.Content, "spec"), "template");
        FillImage(deployment, Child(template, "spec"), image);
        foreach (var metadata in (JsonObject[])[Child(deployment.Content, "metadata"), Child(template, "metadata")])
        {
            // By these the pipeline and the page find what is deployed.
            var labels = Child(metadata, "labels");
            labels["app.kubernetes.io/name"] = integration;
            labels["app.kubernetes.io/part-of"] = "ddd";
        }

        foreach (var (key, value) in annotations)
        {
            Child(Child(deployment.Content, "metadata"), "annotations")[key] = value;
        }

        // The commit is left out of the pods: a commit that changes nothing else must not replace them.
        foreach (var (key, value) in annotations.Where(pair => pair.Key != Annotations.Commit))
        {
            Child(Child(template, "metadata"), "annotations")[key] = value;
        }

        return new Release(integration, targetNamespace, [.. objects.Select(item => item.Content)]);
    }

    // Whatever else in the pod asks for the integration's image, such as an init container, gets the same one.
    private static void FillImage(Manifest deployment, JsonObject pod, string image)
    {
        var containers = (pod["containers"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var container = IntegrationContainer.Find(containers, one => Manifest.Text(one, "name"), one => Manifest.Text(one, "image"), deployment.Name)
            ?? throw new ManifestFaultException(deployment.Name, deployment.File,
                $"its pod has several containers, none of which is named {IntegrationContainer.Name} or has the image {deployment.Name}");
        container["image"] = image;
        foreach (var other in containers.Concat((pod["initContainers"] as JsonArray ?? []).OfType<JsonObject>())
            .Where(other => Manifest.Text(other, "image") == deployment.Name))
        {
            other["image"] = image;
        }
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
