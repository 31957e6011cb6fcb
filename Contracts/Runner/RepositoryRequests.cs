using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Runner;

/// <summary>The body of <c>POST /integrations/{name}/base-image</c>.</summary>
/// <param name="FixPack">The tag for the FROM line, such as <c>12.0.12.0-r1</c>.</param>
public sealed record BaseImageRequest(string FixPack)
{
    /// <summary>Whether the Deployment is to stop all pods before it starts new ones: what a rolling update is there to avoid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Recreate { get; init; }
}

/// <summary>The body of <c>POST /integrations/{name}/bar</c>.</summary>
/// <param name="Bar">A bar that lies in the integration's folder, without extension, such as <c>AcmeV2</c>; the next one when it is left out.</param>
public sealed record BarRequest(string? Bar);

/// <summary>The answer: what was pushed.</summary>
/// <param name="Commit">The full commit id; null when git held that already.</param>
public sealed record PushAccepted(string? Commit);
