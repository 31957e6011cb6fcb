namespace DddAspire.DemoEnvironment.Containers;

/// <summary>An image that is wanted in a registry.</summary>
/// <param name="Folder">The build context, with its Dockerfile.</param>
/// <param name="Tag">Its place in the registry.</param>
/// <param name="BaseImage">What its Dockerfile starts from.</param>
/// <param name="Labels">What it is to carry.</param>
public sealed record ImageBuild(string Folder, string Tag, string BaseImage, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>What every engine's <c>build</c> is told alike.</summary>
    internal IReadOnlyList<string> Arguments() =>
        ["--tag", Tag, .. Labels.SelectMany(label => new[] { "--label", $"{label.Key}={label.Value}" }), Folder];
}
