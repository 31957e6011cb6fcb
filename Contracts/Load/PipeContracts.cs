using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Load;

/// <summary>What a parent asks of the load client by its standard input, a JSON document a line; one of the parts is set.</summary>
/// <param name="Start">Begins the run.</param>
/// <param name="Mark">Begins a phase of that name.</param>
/// <param name="Stop">Ends the schedule; the report follows.</param>
public sealed record PipeRequest(PipeStart? Start = null, string? Mark = null, bool Stop = false);

/// <summary>The run that is wanted. The plan's script is not used: the request takes its place.</summary>
public sealed record PipeStart(LoadPlan Plan, RequestPlan Request);

/// <summary>What the load client tells its parent by its standard output, a JSON document a line; one of the parts is set.</summary>
/// <param name="Started">The run's id.</param>
/// <param name="Marked">The phase that has begun: every call due from now on is its.</param>
/// <param name="Problems">Why there is no run, or none any more.</param>
/// <param name="Window">A second that is complete.</param>
/// <param name="Report">The last event of a run.</param>
public sealed record PipeEvent(
    string? Started = null,
    string? Marked = null,
    ImmutableArray<string>? Problems = null,
    LoadWindow? Window = null,
    LoadReport? Report = null);

/// <summary>How both are written: camelCase names, parts that are not set left out, never a line break.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PipeRequest))]
[JsonSerializable(typeof(PipeEvent))]
public sealed partial class PipeJson : JsonSerializerContext;
