using System.Globalization;
using System.Text.RegularExpressions;

namespace DddAspire.DemoEnvironment.Images;

/// <summary>A line of a recipe on its way: <c>[ 42 %] node: compiling k8s.io/api/core/v1</c>.</summary>
/// <param name="Percent">The share of the whole time that it should have taken so far.</param>
/// <param name="Activity">What it does now.</param>
internal sealed partial record RecipeProgress(int Percent, string Activity)
{
    /// <summary>Reads a line; null when it is anything else.</summary>
    public static RecipeProgress? Parse(string line) =>
        Pattern().Match(line) is { Success: true } match
            ? new RecipeProgress(int.Parse(match.Groups["percent"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["activity"].Value)
            : null;

    [GeneratedRegex(@"^\[ *(?<percent>\d{1,3}) %\] [a-z]+: (?<activity>.+)$")]
    private static partial Regex Pattern();
}
