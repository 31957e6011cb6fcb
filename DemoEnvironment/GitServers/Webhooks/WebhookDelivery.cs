namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>How the delivery of one event went; a line of the delivery log.</summary>
/// <param name="Id">The X-Gitea-Delivery header.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Ref">The branch that moved.</param>
/// <param name="Commit">Where it moved to.</param>
/// <param name="StatusCode">What the receiver answered; null when it did not.</param>
/// <param name="Cause">Why it counts as not delivered; null when it was.</param>
/// <param name="DurationMs">Milliseconds until the answer.</param>
public sealed record WebhookDelivery(
    Guid Id, DateTimeOffset At, string Ref, string Commit, int? StatusCode, string? Cause, double DurationMs);
