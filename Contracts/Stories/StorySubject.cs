namespace DddAspire.Contracts.Stories;

/// <summary>What a story is about: one integration, seen by the callers of one namespace, going from one version to another and back.</summary>
/// <param name="Integration">The only integration that may change, such as <c>ddd-acme</c>.</param>
/// <param name="Namespace">Where the load runs.</param>
/// <param name="From">The version at the start and at the end.</param>
/// <param name="To">The version in between.</param>
public sealed record StorySubject(string Integration, string Namespace, IntegrationVersion From, IntegrationVersion To);
