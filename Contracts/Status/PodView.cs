namespace DddAspire.Contracts.Status;

/// <summary>A pod of an integration.</summary>
/// <param name="Uid">Unique for ever: a replaced pod has another.</param>
/// <param name="Name">Its name.</param>
/// <param name="ImageDigest">Digest of the image that it runs.</param>
/// <param name="Restarts">How often its container was started again.</param>
/// <param name="StartedAt">When it was started, UTC; null when it was not yet.</param>
public sealed record PodView(string Uid, string Name, string ImageDigest, int Restarts, DateTimeOffset? StartedAt);
