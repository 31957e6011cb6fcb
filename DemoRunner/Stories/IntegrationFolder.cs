using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>An integration's folder in a clone.</summary>
/// <param name="Name">The integration's name.</param>
/// <param name="Files">The texts that a story edits.</param>
/// <param name="Bars">The bars that lie beside them, without extension, in order.</param>
internal sealed record IntegrationFolder(string Name, IntegrationFiles Files, ImmutableArray<string> Bars)
{
    /// <summary>What its Dockerfile asks for.</summary>
    public IntegrationVersion Version => DockerfileText.Read(Files.Dockerfile);

    /// <summary>The bar to update to: the one after the current one.</summary>
    /// <exception cref="StoryRefusedException">There is no other.</exception>
    public string NextBar() => Bars.FirstOrDefault(bar => string.CompareOrdinal(bar, Version.Bar) > 0)
        ?? throw new StoryRefusedException($"{Name} has no bar after {Version.Bar}.", $"Add one beside it in git; there are: {string.Join(", ", Bars)}.");
}
