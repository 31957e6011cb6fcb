using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Status;

/// <summary>An integration in a namespace as the cluster has it now.</summary>
/// <param name="Name">Such as <c>ddd-acme</c>.</param>
/// <param name="Namespace">Such as <c>ddd-test</c>.</param>
/// <param name="Runtime">The fix pack, as its image tells it.</param>
/// <param name="Bar">Its bars, as its pods tell them.</param>
/// <param name="Image">The image reference with its digest.</param>
/// <param name="Ready">Pods that take calls.</param>
/// <param name="Desired">Pods asked for.</param>
/// <param name="Pods">Those there are.</param>
public sealed record IntegrationView(
    string Name,
    string Namespace,
    string Runtime,
    string Bar,
    string Image,
    int Ready,
    int Desired,
    ImmutableArray<PodView> Pods)
{
    /// <summary>Git's hash of the folder that it was deployed from.</summary>
    [JsonIgnore]
    public string Source { get; init; } = "";

    /// <summary>What somebody changed of it by hand; null when nobody did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Drift { get; init; }
}
