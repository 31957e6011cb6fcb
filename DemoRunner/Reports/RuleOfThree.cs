using System.Globalization;

namespace DddAspire.DemoRunner.Reports;

/// <summary>What "0 of N calls failed" lets one say: with 95 % confidence fewer than 3 in N fail (the rule of three).</summary>
internal static class RuleOfThree
{
    /// <summary>The bound in words, or the plain count when calls failed.</summary>
    public static string Describe(StoryLoadFigures load) =>
        load.Failed > 0 || load.Scheduled == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{load.Failed:N0} of {load.Scheduled:N0} calls failed.")
            : string.Create(CultureInfo.InvariantCulture,
                $"0 of {load.Scheduled:N0} calls failed: with 95 % confidence fewer than 1 in {Math.Max(1, load.Scheduled / 3):N0} would.");
}
