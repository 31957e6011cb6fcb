using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Runs;

/// <summary>A pipeline run as it stands now: a fold of its journal.</summary>
/// <param name="Id">The run's id, also the last part of <c>/runs/{id}</c>.</param>
/// <param name="Commit">The full commit id it brings to the cluster.</param>
/// <param name="Trigger">What started it.</param>
/// <param name="Result">How it went, or how far it is.</param>
/// <param name="PushedAt">When the push was noticed: the webhook's arrival or the reconcile that saw it.</param>
/// <param name="LiveAt">When the last rollout was complete and the API check had passed; null when it never was.</param>
/// <param name="RolledOut">Integrations whose Deployments it changed.</param>
/// <param name="Untouched">Integrations it left alone.</param>
/// <param name="Stages">In the order in which they started.</param>
/// <param name="Reason">Why it failed or was rolled back, in words; null otherwise.</param>
/// <param name="TraceParent">The W3C trace context that the run continues; null when tracing is off.</param>
public sealed record RunView(
    string Id,
    string Commit,
    RunTrigger Trigger,
    RunResult Result,
    DateTimeOffset PushedAt,
    DateTimeOffset? LiveAt,
    ImmutableArray<string> RolledOut,
    ImmutableArray<string> Untouched,
    ImmutableArray<StageView> Stages,
    string? Reason,
    string? TraceParent)
{
    /// <summary>Whether it failed because a part of the environment was not available, which says nothing of the commit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EnvironmentFault { get; init; }

    /// <summary>All that git held: those that it changed and those that it left alone.</summary>
    [JsonIgnore]
    public IEnumerable<string> Integrations => (RolledOut.IsDefault ? [] : RolledOut).Concat(Untouched.IsDefault ? [] : Untouched).Order(StringComparer.Ordinal);

    /// <summary>Whether the run has come to its end.</summary>
    public bool Finished => Result is not (RunResult.Queued or RunResult.Running);
}

/// <summary>One stage of a run.</summary>
/// <param name="Name">checkout, plan, build, push, deploy ddd-dev, check ddd-dev, deploy ddd-test, check ddd-test, or the like.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="DurationMs">Milliseconds; null while it runs.</param>
/// <param name="Result">"running", "passed", "failed" or "skipped".</param>
public sealed record StageView(string Name, DateTimeOffset StartedAt, double? DurationMs, string Result);

/// <summary>What started a run.</summary>
public enum RunTrigger
{
    /// <summary>A push event delivered by the git server.</summary>
    Webhook,

    /// <summary>The reconcile that compares git's head with the cluster.</summary>
    Reconcile,

    /// <summary>A request on the page or the command line.</summary>
    Manual,
}

/// <summary>How a run stands.</summary>
public enum RunResult
{
    /// <summary>Stored, not started.</summary>
    Queued,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Live and checked in every namespace.</summary>
    Passed,

    /// <summary>Ended without a change to the cluster, or with one that could not be taken back; the reason says which.</summary>
    Failed,

    /// <summary>Ended with the Deployments back at their last good revision.</summary>
    RolledBack,

    /// <summary>A newer push took its place before it started.</summary>
    Superseded,
}
