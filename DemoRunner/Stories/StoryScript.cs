using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What distinguishes the stories of one integration that is changed and changed back; how they are told is the same for all.</summary>
/// <param name="Titles">Of its eight steps.</param>
/// <param name="Edit">What the user changes, given what the folder holds.</param>
/// <param name="Effect">What that is to do.</param>
/// <param name="WayBack">What the change back is to do.</param>
internal sealed record StoryScript(
    ImmutableArray<string> Titles,
    Func<IntegrationFolder, IntegrationEdit> Edit,
    ExpectedEffect Effect,
    ExpectedEffect WayBack)
{
    /// <summary>The commits that it pushes.</summary>
    public const int Changes = 2;

    /// <summary>The version that callers are to be served by in between; by default the one that the edit asks for.</summary>
    public Func<IntegrationVersion, IntegrationVersion>? Promise { get; init; }

    /// <summary>What the story is about, given what is served now and what the edit asks for.</summary>
    public StorySubject Subject(StoryRequest request, IntegrationVersion now, IntegrationEdit edit) => new(
        request.Integration,
        request.Namespace,
        now,
        Promise?.Invoke(now) ?? edit.After(now));
}
