using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DddAspire.Contracts.Runs;

namespace DddAspire.Contracts.Stories;

/// <summary>Something that happened while a story was told; the page, the command line and the report are folds of these.</summary>
/// <param name="At">When, UTC.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(StepWaiting), "stepWaiting")]
[JsonDerivedType(typeof(StepStarted), "stepStarted")]
[JsonDerivedType(typeof(StepEnded), "stepEnded")]
[JsonDerivedType(typeof(SubjectKnown), "subject")]
[JsonDerivedType(typeof(Noted), "note")]
[JsonDerivedType(typeof(Marked), "mark")]
[JsonDerivedType(typeof(LoadSeen), "load")]
[JsonDerivedType(typeof(RunSeen), "run")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record StoryEvent(DateTimeOffset At)
{
    /// <summary>The story began.</summary>
    public sealed record Started(DateTimeOffset At, string Id, StoryRequest Request, ImmutableArray<string> Titles) : StoryEvent(At);

    /// <summary>A step is next and waits until the presenter says so.</summary>
    public sealed record StepWaiting(DateTimeOffset At, int Number) : StoryEvent(At);

    /// <summary>A step began; steps are numbered from 1.</summary>
    public sealed record StepStarted(DateTimeOffset At, int Number) : StoryEvent(At);

    /// <summary>A step came to its end.</summary>
    public sealed record StepEnded(DateTimeOffset At, int Number, StepResult Result, string Detail) : StoryEvent(At);

    /// <summary>What git says the integration runs, and what the story will make it run.</summary>
    public sealed record SubjectKnown(DateTimeOffset At, StorySubject Subject) : StoryEvent(At);

    /// <summary>The story did something beyond its script.</summary>
    public sealed record Noted(DateTimeOffset At, string Text) : StoryEvent(At);

    /// <summary>A moment worth a line in the timeline.</summary>
    public sealed record Marked(DateTimeOffset At, string Name) : StoryEvent(At);

    /// <summary>A second of load was complete.</summary>
    public sealed record LoadSeen(DateTimeOffset At, TimelineSecond Second) : StoryEvent(At);

    /// <summary>A pipeline run of one of the story's commits moved on.</summary>
    public sealed record RunSeen(DateTimeOffset At, RunView Run) : StoryEvent(At);

    /// <summary>The verdict is known and the report written.</summary>
    public sealed record Ended(DateTimeOffset At, StoryOutcome Verdict, ImmutableArray<string> Reasons, string ReportPath) : StoryEvent(At);
}
