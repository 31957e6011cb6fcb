using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Containers;

namespace DddAspire.DemoEnvironment.Prerequisites;

/// <summary>A program that the demo calls.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Command">The command line that makes it tell its version.</param>
/// <param name="AtLeast">The oldest version that will do; null when any will.</param>
/// <param name="Remedy">The command that installs it.</param>
internal sealed record ToolRequirement(string Name, ImmutableArray<string> Command, Version? AtLeast, string Remedy)
{
    private static readonly ToolRequirement Buildx =
        new("docker buildx", ["docker", "buildx", "version"], null, "kind/prerequisites   # or: apt-get install docker-buildx");

    private static readonly ImmutableArray<ToolRequirement> Common =
    [
        new("kind", ["kind", "version"], new Version(0, 27), "kind/prerequisites   # or: go install sigs.k8s.io/kind@v0.30.0, brew install kind"),
        new("kubectl", ["kubectl", "version", "--client"], null, "kind/prerequisites   # or: brew install kubectl"),
        new("git", ["git", "--version"], new Version(2, 28), "kind/prerequisites   # or: apt-get install git, brew install git"),
        new("bash", ["bash", "--version"], null, "apt-get install bash"),
        new(".NET SDK", ["dotnet", "--version"], new Version(10, 0), "apt-get install dotnet-sdk-10.0   # or: https://dotnet.microsoft.com/download"),
    ];

    /// <summary>All of them; the engine itself is looked at apart.</summary>
    public static ImmutableArray<ToolRequirement> For(ContainerEngine engine) => engine == ContainerEngine.Docker ? [Buildx, .. Common] : Common;

    /// <summary>Judges what the tool said; null stands for "it could not be run".</summary>
    public Finding Judge(string? said)
    {
        if (said is null)
        {
            return new Finding(Name, FindingState.Missing, "not found", Remedy);
        }

        var version = ToolVersion.Parse(said);
        return AtLeast is not null && (version is null || version < AtLeast)
            ? new Finding(Name, FindingState.Missing, $"{version?.ToString() ?? "unknown version"}, needs {AtLeast} or newer", Remedy)
            : new Finding(Name, FindingState.Ok, version?.ToString() ?? said.Split('\n')[0], null);
    }
}
