using System.Collections.Immutable;

namespace DddAspire.IntegrationServer.Bars;

/// <summary>A broker archive that was read and found good: its descriptor and the flows it asks the server to host.</summary>
internal sealed record Bar(BarDescriptor Descriptor, ImmutableArray<Flow> Flows);
