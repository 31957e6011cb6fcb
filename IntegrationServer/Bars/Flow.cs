using System.Collections.Immutable;

namespace DddAspire.IntegrationServer.Bars;

/// <summary>A chain of steps: the first takes calls or messages in, the last gives the answer back.</summary>
internal sealed record Flow(string Name, ImmutableArray<FlowStep> Steps)
{
    public FlowStep Input => Steps[0];
}
