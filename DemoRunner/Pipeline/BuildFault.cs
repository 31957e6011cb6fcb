using System.Globalization;
using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Finds the faulty line in what BuildKit prints when it stops at a Dockerfile. Pure.</summary>
internal static partial class BuildFault
{
    private const string Error = "ERROR: ";

    /// <summary>The fault with its line; null when the build failed for another reason, such as a registry that is away.</summary>
    public static DockerfileFaultException? Find(string integration, ToolFailedException failure)
    {
        var place = Place().Match(failure.Evidence);
        var fault = failure.Evidence.Split('\n').LastOrDefault(line => line.StartsWith(Error, StringComparison.Ordinal));
        return place.Success && fault is not null && !failure.Evidence.Contains("connection refused", StringComparison.Ordinal)
            ? new DockerfileFaultException(
                integration, int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture), fault[Error.Length..].Trim(), $"docker build {integration}   # in a clone: shows the line")
            : null;
    }

    // The excerpt's first line: "Dockerfile:2".
    [GeneratedRegex(@"^Dockerfile:(\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Place();
}
