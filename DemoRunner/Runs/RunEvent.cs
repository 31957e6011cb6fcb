using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DddAspire.DemoRunner.Runs;

/// <summary>An entry of a run's append-only journal; the run's state is a fold of them.</summary>
/// <param name="At">When it happened, UTC.</param>
[JsonDerivedType(typeof(Queued), "queued")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(StageStarted), "stageStarted")]
[JsonDerivedType(typeof(StageEnded), "stageEnded")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Replacing), "replacing")]
[JsonDerivedType(typeof(Ended), "ended")]
internal abstract record RunEvent(DateTimeOffset At)
{
    /// <summary>The run is stored and waits for its turn.</summary>
    public sealed record Queued(DateTimeOffset At, string Commit, RunTrigger Trigger, string? TraceParent) : RunEvent(At);

    /// <summary>It is its turn. A second one follows a crash: the run begins anew.</summary>
    public sealed record Started(DateTimeOffset At) : RunEvent(At);

    /// <summary>A stage began.</summary>
    public sealed record StageStarted(DateTimeOffset At, string Stage) : RunEvent(At);

    /// <summary>The stage that was under way came to its end.</summary>
    public sealed record StageEnded(DateTimeOffset At, string Stage, bool Passed) : RunEvent(At)
    {
        /// <summary>How long it took by the monotonic clock, which nobody sets; null in journals that were written without it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? DurationMs { get; init; }
    }

    /// <summary>It is known what changes.</summary>
    public sealed record Planned(DateTimeOffset At, ImmutableArray<string> Changed, ImmutableArray<string> Untouched) : RunEvent(At);

    /// <summary>A Deployment is about to be changed; what it runs now is what a failure goes back to.</summary>
    public sealed record Replacing(DateTimeOffset At, string Namespace, string Integration, PreviousRelease? Previous) : RunEvent(At);

    /// <summary>The run is over.</summary>
    public sealed record Ended(DateTimeOffset At, RunResult Result, string? Reason) : RunEvent(At)
    {
        /// <summary>Whether a part of the environment was the reason, and not the commit.</summary>
        public bool EnvironmentFault { get; init; }
    }
}

/// <summary>What a Deployment ran before a run changed it.</summary>
/// <param name="Commit">The commit whose manifest it had.</param>
/// <param name="Image">Its image, by digest.</param>
/// <param name="ContentHash">Its content hash.</param>
/// <param name="Source">Git's hash of the folder that it was made from.</param>
/// <param name="Runtime">Its fix pack.</param>
/// <param name="Bar">Its bars.</param>
internal sealed record PreviousRelease(string Commit, string Image, string ContentHash, string Source = "", string Runtime = "", string Bar = "");
