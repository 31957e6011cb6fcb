using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Page;

/// <summary>A step for a room: a word or two, and where to look.</summary>
/// <param name="Label">The step in short.</param>
/// <param name="Watch">What there is to be seen meanwhile.</param>
public sealed record StepHint(string Label, string Watch);

/// <summary>The hints of each story's steps.</summary>
internal static class StepHints
{
    private static readonly ImmutableArray<string> Labels = ["Running", "Load", "Commit", "Webhook", "Roll out", "Callers", "Revert", "Back"];

    private static readonly ImmutableArray<string> SeveralLabels = ["Running", "Load", "First", "Second", "Third", "Together", "Again", "Back"];

    /// <summary>Those of the story's steps, in their order.</summary>
    public static ImmutableArray<StepHint> Of(StoryProgress story)
    {
        var labels = story.Request.Story == StoryName.SeveralVersions ? SeveralLabels : Labels;
        var watch = Watch(story.Request.Story, story.Request.Integration);
        return [.. story.Steps.Select((_, index) => new StepHint(labels.ElementAtOrDefault(index) ?? $"Step {index + 1}", watch.ElementAtOrDefault(index) ?? ""))];
    }

    private static ImmutableArray<string> Watch(StoryName story, string integration) => story switch
    {
        StoryName.BrokenFixPack => FixPack(integration).SetItem(4, $"A new pod of {integration} appears and never fills; the two old ones stay, and go on serving.")
            .SetItem(5, "The chart keeps its colour: callers never met the broken version.")
            .SetItem(6, "The commit that puts the line back.")
            .SetItem(7, "The pods stay as they are: the cluster runs that version already."),
        StoryName.Downtime => FixPack(integration).SetItem(4, $"All pods of {integration} leave before the first new one is ready.")
            .SetItem(5, "The red bars: calls that failed. This is what the meter must be able to see."),
        StoryName.NoChange => FixPack(integration).SetItem(4, "The pods may come new, yet their colour stays: it is the same fix pack.")
            .SetItem(5, "Nothing failed, and still the verdict must not be passed: nothing was upgraded."),
        StoryName.SeveralVersions =>
        [
            .. FixPack(integration)[..2],
            "The pods of one shop change colour; failed stays 0.",
            "Another shop goes to a third fix pack: three colours side by side.",
            "The third shop keeps its fix pack and gets its next bar.",
            "Three fix packs in the picture, all serving the same callers.",
            "One shop moves again; the other pods stay as they are.",
            "All old colours come back, by one commit.",
        ],
        StoryName.ApplicationUpdate => FixPack(integration).SetItem(2, "The one line that differs: the COPY line.")
            .SetItem(5, "A new colour in the chart, and answers with the new version's prices."),
        _ => FixPack(integration),
    };

    private static ImmutableArray<string> FixPack(string integration) =>
    [
        "Two pods for each integration, all ready, all of one colour.",
        "Calls per second in the chart, and the figure that matters: 0 failed.",
        "The one line that differs: the FROM line.",
        "The first stages of the pipeline light up, a moment after the push.",
        $"The pods of {integration}: a new one fills, then an old one leaves, twice. No other integration moves.",
        "The chart changes colour, and failed stays 0.",
        "The same line, the other way round.",
        "The old colour comes back, and failed is still 0.",
    ];
}
