using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The pipeline could not deploy what is in git.</summary>
internal sealed class DeploymentFailedException(RunView run, int pagePort)
    : DemoException($"pipeline run {run.Id} ended as {run.Result}: {run.Reason}", $"curl -s http://127.0.0.1:{pagePort}/runs/{run.Id}/log   # once the cause is gone: ./demo down; ./demo up");
