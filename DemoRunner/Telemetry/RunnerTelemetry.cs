using System.Diagnostics;

namespace DddAspire.DemoRunner.Telemetry;

/// <summary>This process's one activity source: a trace for each change, from the webhook to the last rollout.</summary>
internal static class RunnerTelemetry
{
    public const string SourceName = "DddAspire.DemoRunner";

    public static ActivitySource Activities { get; } = new(SourceName);
}
