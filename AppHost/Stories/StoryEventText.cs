using System.Collections.Immutable;
using System.Globalization;
using DddAspire.Contracts.Stories;

namespace DddAspire.AppHost.Stories;

/// <summary>What happens in a story, as lines of a log.</summary>
internal static class StoryEventText
{
    /// <summary>The line for an event; null for one that is not worth a line.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="titles">The titles of the steps, the first at index 0.</param>
    public static string? Line(StoryEvent happened, ImmutableArray<string> titles) => happened switch
    {
        StoryEvent.Started started => $"story {started.Id}",
        StoryEvent.StepWaiting step => $"{Number(step.Number)} {Title(step.Number, titles)}: waits for 'Next step'",
        StoryEvent.StepStarted step => $"{Number(step.Number)} {Title(step.Number, titles)} …",
        StoryEvent.StepEnded step => $"{Number(step.Number)} {Title(step.Number, titles)}: {Word(step.Result)} {step.Detail}".TrimEnd(),
        StoryEvent.Noted note => note.Text,
        StoryEvent.Marked mark => $"— {mark.Name}",
        StoryEvent.Ended ended => $"verdict: {Word(ended.Verdict)}",
        _ => null,
    };

    /// <summary>Where the story stands when a step begins, such as <c>step 5 of 8: push the change</c>.</summary>
    public static string Step(StoryEvent.StepStarted step, ImmutableArray<string> titles) =>
        $"step {Number(step.Number)} of {Number(titles.Length)}: {Title(step.Number, titles)}";

    /// <summary>A result or a verdict, as the report writes it.</summary>
    public static string Word<T>(T result)
        where T : struct, Enum => result.ToString().ToLowerInvariant();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Title(int step, ImmutableArray<string> titles) => titles.ElementAtOrDefault(step - 1) ?? "";
}
