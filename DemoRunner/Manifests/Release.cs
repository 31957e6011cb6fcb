using System.Text.Json.Nodes;

namespace DddAspire.DemoRunner.Manifests;

/// <summary>What is to be applied in a namespace for one integration.</summary>
/// <param name="Integration">Its name.</param>
/// <param name="Namespace">Where.</param>
/// <param name="Objects">Kubernetes objects, complete.</param>
internal sealed record Release(string Integration, string Namespace, IReadOnlyList<JsonObject> Objects);
