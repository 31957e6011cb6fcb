using System.Globalization;
using System.Text.Encodings.Web;

namespace DddAspire.DemoRunner.Reports;

/// <summary>Pieces of HTML; whatever came from outside goes through <see cref="Text"/>.</summary>
internal static class Markup
{
    public static string Text(string? value) => HtmlEncoder.Default.Encode(value ?? "");

    public static string Each<T>(IEnumerable<T> items, Func<T, string> write) => string.Join('\n', items.Select(write));

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset? time) => time is { } known ? Clock(known) : "–";

    public static string Span(TimeSpan span) => span.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds:00} s");

    public static string Span(DateTimeOffset? start, DateTimeOffset? end) => end - start is { } span ? Span(span) : "–";

    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string Fixed(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
