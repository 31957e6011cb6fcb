using System.Globalization;
using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Dockerfiles;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Finds the faulty line in what an engine prints when it stops at a Dockerfile. Pure.</summary>
internal static partial class BuildFault
{
    private const string Error = "ERROR: ";

    /// <summary>The fault with its line; null when the build failed for another reason, such as a registry that is away.</summary>
    /// <param name="integration">Whose Dockerfile it is.</param>
    /// <param name="dockerfile">Its lines.</param>
    /// <param name="failure">What was printed.</param>
    /// <param name="registry">Our own registry: that it is away is no fault of the Dockerfile's.</param>
    public static DockerfileFaultException? Find(string integration, IReadOnlyList<string> dockerfile, ToolFailedException failure, string registry) =>
        DependencyRetry.IsRegistryAway(failure, registry)
            ? null
            : FromBuildKit(integration, failure.Evidence) ?? FromPodman(integration, dockerfile, failure.Evidence);

    private static DockerfileFaultException? FromBuildKit(string integration, string printed)
    {
        var place = Place().Match(printed);
        var fault = printed.Split('\n').LastOrDefault(line => line.StartsWith(Error, StringComparison.Ordinal));
        return place.Success && fault is not null
            ? new DockerfileFaultException(
                integration, int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture), fault[Error.Length..].Trim(), Advice("docker", integration))
            : null;
    }

    // Podman names the instruction, not its line; of one that it does not know, the first word only.
    private static DockerfileFaultException? FromPodman(string integration, IReadOnlyList<string> dockerfile, string printed)
    {
        var step = Step().Match(printed);
        if (!step.Success)
        {
            return null;
        }

        var instruction = step.Groups[1].Value.Trim();
        var line = dockerfile.TakeWhile(text => !text.TrimStart().StartsWith(instruction, StringComparison.OrdinalIgnoreCase)).Count();
        return line < dockerfile.Count
            ? new DockerfileFaultException(integration, line + 1, step.Groups[2].Value.Trim(), Advice("podman", integration))
            : null;
    }

    private static string Advice(string program, string integration) => $"{program} build {integration}   # in a clone: shows the line";

    // The excerpt's first line: "Dockerfile:2".
    [GeneratedRegex(@"^Dockerfile:(\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Place();

    // Error: building at STEP "COPY AcmeV1.bar /x": no such file &imagebuilder.Step{...}
    [GeneratedRegex("""^Error: building at STEP "(.*?)": (.*?)(?: &imagebuilder.*)?$""", RegexOptions.Multiline)]
    private static partial Regex Step();
}
