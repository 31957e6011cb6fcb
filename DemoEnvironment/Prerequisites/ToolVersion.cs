using System.Text.RegularExpressions;

namespace DddAspire.DemoEnvironment.Prerequisites;

/// <summary>Finds the version in what a tool says about itself.</summary>
internal static partial class ToolVersion
{
    /// <summary>The first thing that looks like a version, such as 0.27.0 in <c>kind version 0.27.0</c>; null when there is none.</summary>
    public static Version? Parse(string text) =>
        Numbers().Match(text) is { Success: true } match && Version.TryParse(match.Groups["version"].ValueSpan, out var version) ? version : null;

    [GeneratedRegex(@"(?<![\d.])v?(?<version>\d+\.\d+(\.\d+)?)")]
    private static partial Regex Numbers();
}
