namespace DddAspire.DemoRunner.Repository;

/// <summary>The body of <c>POST /integrations/{name}/base-image</c>.</summary>
/// <param name="FixPack">The tag for the FROM line, such as <c>12.0.12.0-r1</c>.</param>
internal sealed record BaseImageOrder(string FixPack);

/// <summary>The body of <c>POST /integrations/{name}/bar</c>.</summary>
/// <param name="Bar">A bar that lies in the integration's folder, without extension, such as <c>AcmeV2</c>.</param>
internal sealed record BarOrder(string Bar);

/// <summary>The answer: what was pushed.</summary>
/// <param name="Commit">The full commit id; null when git held that already.</param>
internal sealed record PushAccepted(string? Commit);
