using System.Collections.Immutable;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>All flows of all bars at work.</summary>
internal sealed record HostedFlows(ImmutableArray<HostedFlow> All);
