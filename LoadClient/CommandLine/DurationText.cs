using System.Globalization;

namespace DddAspire.LoadClient.CommandLine;

/// <summary>Durations as people type them: 500ms, 30s, 5m, 1h.</summary>
public static class DurationText
{
    /// <summary>False when the text is none, or none between 0 and a week.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var unit = text.TrimStart("0123456789.".ToCharArray());
        var seconds = unit switch
        {
            "ms" => 0.001,
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            _ => double.NaN,
        };
        var known = double.TryParse(
            text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        var valid = known && number * seconds is > 0 and <= 604_800;
        duration = valid ? TimeSpan.FromSeconds(number * seconds) : default;
        return valid;
    }
}
