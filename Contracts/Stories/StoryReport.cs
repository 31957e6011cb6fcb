using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DddAspire.Contracts.Runs;

namespace DddAspire.Contracts.Stories;

/// <summary>What a story measured and what follows from it: the content of report.json, in the order of its fields.</summary>
/// <param name="Story">Which story was told.</param>
/// <param name="Verdict">What follows from the figures below.</param>
/// <param name="Reasons">Why, in words; never empty.</param>
/// <param name="StartedAt">Start of the first step, UTC.</param>
/// <param name="EndedAt">When the verdict was known, UTC.</param>
/// <param name="Load">The calls made all the while; null when the load never started.</param>
/// <param name="Versions">Who answered the callers, by the header of each answer, in the order first seen.</param>
/// <param name="Audit">Every acknowledged quote read back; null when that could not be done.</param>
/// <param name="Runs">The pipeline runs that the story's commits started.</param>
/// <param name="Steps">The story's steps in their order, those never reached included.</param>
/// <param name="Environment">Where all this took place; null when it never came up.</param>
/// <param name="Id">The report's folder name: the start in UTC.</param>
/// <param name="Subject">What the story was about.</param>
/// <param name="Bound">What the number of calls lets one say about the share of failures, in words.</param>
/// <param name="Changes">Each change's pods and images before and after.</param>
/// <param name="Instrument">How well the load client kept its schedule; null when the load never started.</param>
/// <param name="Marks">Moments worth a line in the timeline.</param>
/// <param name="Timeline">One entry for each second of load.</param>
/// <param name="Notes">What the story did beyond its script, such as putting an interrupted story's fix pack back.</param>
public sealed record StoryReport(
    StoryName Story,
    StoryOutcome Verdict,
    ImmutableArray<string> Reasons,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    StoryLoadFigures? Load,
    ImmutableArray<VersionSeen> Versions,
    StoryAuditFigures? Audit,
    ImmutableArray<RunView> Runs,
    ImmutableArray<StepFigures> Steps,
    EnvironmentFigures? Environment,
    string Id,
    StorySubject Subject,
    string? Bound,
    ImmutableArray<ChangeFigures> Changes,
    InstrumentFigures? Instrument,
    ImmutableArray<TimeMark> Marks,
    ImmutableArray<TimelineSecond> Timeline,
    ImmutableArray<string> Notes)
{
    /// <summary>Which versions of all integrations served together, by the headers of single answers, in the order first seen; null when no load ran.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<VersionSetSeen>? Matrix { get; init; }
}
