using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>All integrations of both namespaces at one moment.</summary>
internal sealed record ClusterSnapshot(ImmutableArray<IntegrationView> Integrations);
