using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Page;

/// <summary>What the page shows when it opens; from then on it follows its events.</summary>
/// <param name="Status">Integrations, load and links.</param>
/// <param name="Runs">Pipeline runs, the newest first.</param>
/// <param name="Story">The story that is told or was told last, without its timeline.</param>
/// <param name="Script">Its steps in short.</param>
/// <param name="Focus">The integration whose versions colour the chart.</param>
/// <param name="Integrations">Those that can be changed.</param>
/// <param name="FixPacks">Those to choose from, the first being the usual one.</param>
/// <param name="Kubectl">The command that shows in a terminal what the page draws.</param>
public sealed record PageState(
    PageStatus Status,
    ImmutableArray<RunView> Runs,
    StoryProgress? Story,
    ImmutableArray<StepHint> Script,
    string Focus,
    ImmutableArray<string> Integrations,
    ImmutableArray<string> FixPacks,
    string Kubectl);
