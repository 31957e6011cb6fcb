using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>What distinguishes one story from another; how it is told is the same for all.</summary>
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
    public Func<IntegrationFolder, IntegrationVersion>? Promise { get; init; }

    /// <summary>What the story is about, given what the folder holds.</summary>
    public StorySubject Subject(StoryRequest request, IntegrationFolder folder) => new(
        request.Integration,
        request.Namespace,
        folder.Version,
        Promise?.Invoke(folder) ?? DockerfileText.Read(Edit(folder).Apply(folder.Files).Dockerfile));
}
