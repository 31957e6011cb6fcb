using System.Collections.Immutable;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>What a proof measured and what follows from it: report.json, with the fields of a story's report as far as they have a meaning here.</summary>
/// <param name="Story">Always <c>prove</c>.</param>
/// <param name="Verdict">What follows from the figures below.</param>
/// <param name="Reasons">Why, in words; never empty.</param>
/// <param name="StartedAt">Start of the load, UTC.</param>
/// <param name="EndedAt">Its end.</param>
/// <param name="Load">The calls.</param>
/// <param name="Versions">The values of the version header, in the order first seen; empty where none was named.</param>
/// <param name="Phases">The calls before, during and after the command.</param>
/// <param name="Command">The command; null when it was never started.</param>
/// <param name="Target">What was called.</param>
/// <param name="Partial">Whether Ctrl+C ended it early.</param>
/// <param name="Id">The report's folder name.</param>
/// <param name="Bound">What the number of calls lets one say about the share of failures, in words.</param>
/// <param name="Instrument">How well the load client kept its schedule.</param>
/// <param name="Marks">Start and end of the command.</param>
/// <param name="Timeline">One entry for each second of load.</param>
public sealed record ProofReport(
    string Story,
    StoryOutcome Verdict,
    ImmutableArray<string> Reasons,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    LoadFigures Load,
    ImmutableArray<ServedVersion> Versions,
    ImmutableArray<PhaseFigures> Phases,
    CommandInfo? Command,
    ProofTarget Target,
    bool Partial,
    string Id,
    string Bound,
    InstrumentFigures Instrument,
    ImmutableArray<TimeMark> Marks,
    ImmutableArray<TimelineSecond> Timeline)
{
    /// <summary>The name that stands in the place of a story's.</summary>
    public const string Name = "prove";

    /// <summary>The calls as a story's report shows them.</summary>
    public StoryLoadFigures StoryLoad() => LoadFactsMapping.Figures(Load);

    /// <summary>The report of a proof.</summary>
    internal static ProofReport Of(ProofEvidence evidence, IEnumerable<LoadWindow> windows, string id)
    {
        var verdict = ProofVerdict.Of(evidence);
        var load = evidence.Load;
        return new ProofReport(
            Name,
            verdict.Outcome,
            verdict.Reasons,
            load.StartedAt,
            load.EndedAt ?? load.StartedAt,
            load.Load,
            [.. load.Versions.OrderBy(version => version.FirstSeen).Select(version => new ServedVersion(version.Runtime, version.FirstSeen, version.LastSeen, version.Answers))],
            [.. load.Phases.Select(phase => phase with { Name = ProofPhases.Name(phase.Name) })],
            evidence.Command,
            ProofTarget.Of(evidence.Request),
            evidence.Interrupted,
            id,
            RuleOfThree.Describe(LoadFactsMapping.Figures(load.Load)),
            LoadFactsMapping.Instrument(load),
            evidence.Command is { } command ? [new(command.StartedAt, "command started"), new(command.EndedAt, "command ended")] : [],
            [.. windows.Select(Second)]);
    }

    private static TimelineSecond Second(LoadWindow window) => new(
        window.Start,
        window.Succeeded,
        window.Failed,
        window.LatencyMs.P99,
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal, window.Versions.Select(version => KeyValuePair.Create(version.Runtime, version.Answers))))
    {
        P50Ms = window.LatencyMs.P50,
    };
}

/// <summary>A value of the version header as callers saw it.</summary>
public sealed record ServedVersion(string Value, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Answers);

/// <summary>What was called. The values of the header fields are in no report.</summary>
public sealed record ProofTarget(
    string Url, string Method, ImmutableArray<HeaderVariable> Headers, ImmutableArray<ExpectedValue> Expect, string? VersionHeader)
{
    internal static ProofTarget Of(ProofRequest request) =>
        new(request.Plan.Url, request.Request.Method, request.Request.Headers, request.Request.Expect, request.Request.VersionHeader);
}
