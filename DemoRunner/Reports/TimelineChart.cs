using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.DemoRunner.Reports;

/// <summary>Calls per second as a drawing: a bar a second, coloured by the version that served, failures in red on top.</summary>
internal static class TimelineChart
{
    private const double Width = 1000;
    private const double Height = 260;
    private const double Bottom = 26;
    private const double Top = 40;
    private const double Left = 44;
    private const double Side = 120;

    private static readonly ImmutableArray<string> Colours = ["v0", "v1", "v2", "v3"];

    /// <summary>The drawing and its legend.</summary>
    /// <param name="timeline">The seconds.</param>
    /// <param name="marks">Moments worth a line.</param>
    /// <param name="other">What a success without a version is.</param>
    public static string Write(ImmutableArray<TimelineSecond> timeline, ImmutableArray<TimeMark> marks, string other)
    {
        if (timeline.IsEmpty)
        {
            return "<p>No second of load was recorded.</p>";
        }

        var versions = Versions(timeline);
        var scale = new Scale(timeline);
        return $"""
            <svg class="timeline" viewBox="0 0 {N(Width)} {N(Height)}" role="img" aria-label="Calls per second by version">
            {Markup.Each(scale.Ticks(), tick => tick)}
            {Markup.Each(timeline, second => Bar(second, scale, versions))}
            {Markup.Each(marks.Where(mark => mark.At >= timeline[0].At).Select((mark, index) => (mark, index)), pair => Mark(pair.mark, pair.index, scale))}
            </svg>
            <p class="legend">{Markup.Each(versions, version => $"""<span class="key {Colour(versions, version)}"></span>{Markup.Text(version)}""")}
            <span class="key other"></span>{Markup.Text(other)} <span class="key failed"></span>failed</p>
            """;
    }

    private static ImmutableArray<string> Versions(ImmutableArray<TimelineSecond> timeline) =>
        [.. timeline.SelectMany(second => second.Versions.Keys).Distinct()];

    private static string Bar(TimelineSecond second, Scale scale, ImmutableArray<string> versions)
    {
        var floor = 0L;
        var parts = new List<string>();
        foreach (var (version, calls) in second.Versions)
        {
            parts.Add(scale.Rectangle(second.At, floor, calls, Colour(versions, version)));
            floor += calls;
        }

        if (second.Succeeded > floor)
        {
            parts.Add(scale.Rectangle(second.At, floor, second.Succeeded - floor, "other"));
            floor = second.Succeeded;
        }

        if (second.Failed > 0)
        {
            // One failure in fifty is a line of one point: a number above it is not overlooked.
            parts.Add(scale.Rectangle(second.At, floor, second.Failed, "failed"));
            parts.Add(scale.Number(second.At, second.Failed));
        }

        return string.Concat(parts);
    }

    private static string Mark(TimeMark mark, int index, Scale scale)
    {
        var (at, y) = (scale.X(mark.At), N(12 + (index % 2 * 14)));
        var (x, side) = (N(at), at > Width - Side ? """ text-anchor="end" dx="-4" """ : """ dx="4" """);
        return $"""<line class="mark" x1="{x}" x2="{x}" y1="{y}" y2="{N(Height - Bottom)}"/><text class="mark" x="{x}" y="{y}"{side}>{Markup.Text(mark.Name)}</text>""";
    }

    private static string Colour(ImmutableArray<string> versions, string version) => Colours[versions.IndexOf(version) % Colours.Length];

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed class Scale
    {
        private readonly DateTimeOffset start;
        private readonly double perSecond;
        private readonly double perCall;
        private readonly long most;
        private readonly int seconds;

        public Scale(ImmutableArray<TimelineSecond> timeline)
        {
            start = timeline[0].At;
            seconds = Math.Max(1, (int)(timeline[^1].At - start).TotalSeconds + 1);
            most = Math.Max(1, timeline.Max(second => second.Succeeded + second.Failed));
            perSecond = (Width - Left) / seconds;
            perCall = (Height - Bottom - Top) / most;
        }

        public double X(DateTimeOffset at) => Left + ((at - start).TotalSeconds * perSecond);

        public string Rectangle(DateTimeOffset at, long floor, long calls, string colour) =>
            $"""<rect class="{colour}" x="{N(X(at))}" y="{N(Y(floor + calls))}" width="{N(Math.Max(1, perSecond - 0.6))}" height="{N(calls * perCall)}"/>""";

        public string Number(DateTimeOffset at, long failed) =>
            $"""<text class="failed" x="{N(X(at) + (perSecond / 2))}" y="{N(Y(most) - 3)}" text-anchor="middle">{failed}</text>""";

        public IEnumerable<string> Ticks()
        {
            yield return $"""<text class="tick" x="{N(Left - 6)}" y="{N(Y(most) + 4)}" text-anchor="end">{most}</text>""";
            yield return $"""<text class="tick" x="{N(Left - 6)}" y="{N(Y(0))}" text-anchor="end">0</text>""";
            var every = seconds > 150 ? 30 : seconds > 60 ? 15 : 5;
            for (var second = 0; second < seconds; second += every)
            {
                yield return $"""<text class="tick" x="{N(Left + (second * perSecond))}" y="{N(Height - 6)}">{second} s</text>""";
            }
        }

        private double Y(long calls) => Height - Bottom - (calls * perCall);
    }
}
