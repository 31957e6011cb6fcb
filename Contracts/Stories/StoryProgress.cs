using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DddAspire.Contracts.Runs;

namespace DddAspire.Contracts.Stories;

/// <summary>A story as it stands: the fold of its events.</summary>
public sealed record StoryProgress(
    string Id,
    StoryRequest Request,
    DateTimeOffset StartedAt,
    ImmutableArray<StepFigures> Steps)
{
    /// <summary>Known once git has been read.</summary>
    public StorySubject? Subject { get; init; }

    public ImmutableArray<string> Notes { get; init; } = [];

    public ImmutableArray<TimeMark> Marks { get; init; } = [];

    public ImmutableArray<TimelineSecond> Timeline { get; init; } = [];

    public ImmutableArray<RunView> Runs { get; init; } = [];

    /// <summary>The step that waits until the presenter says next; null while none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Waiting { get; init; }

    /// <summary>How it ended; null while it is being told.</summary>
    public StoryEvent.Ended? End { get; init; }

    /// <summary>The first state of a story.</summary>
    public static StoryProgress Begin(StoryEvent.Started started) => new(
        started.Id,
        started.Request,
        started.At,
        [.. started.Titles.Select((title, index) => new StepFigures(index + 1, title, StepResult.Skipped, null, null, null))]);

    /// <summary>The state after <paramref name="happened"/>.</summary>
    /// <exception cref="InvalidOperationException">It cannot happen in this state.</exception>
    public StoryProgress After(StoryEvent happened) => End is not null
        ? throw new InvalidOperationException($"story {Id} has ended, yet {happened} came")
        : happened switch
        {
            StoryEvent.StepWaiting step => this with { Waiting = step.Number },
            StoryEvent.StepStarted step => this with { Waiting = null, Steps = Change(step.Number, StepResult.Skipped, old => old with { Result = StepResult.Running, StartedAt = step.At }) },
            StoryEvent.StepEnded step => this with { Steps = Change(step.Number, StepResult.Running, old => old with { Result = step.Result, EndedAt = step.At, Detail = step.Detail }) },
            StoryEvent.SubjectKnown known => this with { Subject = known.Subject },
            StoryEvent.Noted note => this with { Notes = Notes.Add(note.Text) },
            StoryEvent.Marked mark => this with { Marks = Marks.Add(new(mark.At, mark.Name)) },
            StoryEvent.LoadSeen load => this with { Timeline = Timeline.Add(load.Second) },
            StoryEvent.RunSeen seen => this with { Runs = [.. Runs.Where(run => run.Id != seen.Run.Id), seen.Run] },
            StoryEvent.Ended end => this with { End = end, Waiting = null },
            _ => throw new InvalidOperationException($"story {Id} has begun, yet {happened} came"),
        };

    private ImmutableArray<StepFigures> Change(int number, StepResult from, Func<StepFigures, StepFigures> change)
    {
        var step = Steps[number - 1];
        return step.Result == from
            ? Steps.SetItem(number - 1, change(step))
            : throw new InvalidOperationException($"step {number} of story {Id} is {step.Result}, not {from}");
    }
}
