using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Load;
using DddAspire.DemoRunner.Pipeline;
using DddAspire.DemoRunner.Runs;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What a story works with: each a real part of the demo.</summary>
internal sealed record StoryTools(
    StateLayout Layout,
    PipelineAccess Access,
    RunCatalog Runs,
    ClusterView Cluster,
    LoadControl Load,
    QuoteProbe Probe,
    CommitStatuses Statuses,
    TimeProvider Time)
{
    /// <summary>Waits with a limit.</summary>
    public Patience Patience { get; } = new(Time);
}
