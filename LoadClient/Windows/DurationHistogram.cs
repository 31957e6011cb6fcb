using HdrHistogram;

namespace DddAspire.LoadClient.Windows;

/// <summary>Durations from a microsecond to ten minutes in constant memory, with a relative error of 1/10^digits.</summary>
internal sealed class DurationHistogram(int digits)
{
    private const long LongestUs = 600_000_000;

    private readonly LongHistogram _histogram = new(1, LongestUs, digits);

    /// <summary>Three digits, 0.1 %: what a report is made of.</summary>
    public static DurationHistogram ForReport() => new(3);

    /// <summary>Two digits, 1 %, an eighth of the memory: several windows are open at a time.</summary>
    public static DurationHistogram ForWindow() => new(2);

    public long Count => _histogram.TotalCount;

    public void Record(TimeSpan duration) =>
        _histogram.RecordValue(Math.Clamp(duration.Ticks / TimeSpan.TicksPerMicrosecond, 0, LongestUs));

    public void Add(DurationHistogram other) => _histogram.Add(other._histogram);

    public void Reset() => _histogram.Reset();

    /// <summary>Becomes what <paramref name="other"/> is now, without new memory.</summary>
    public void CopyFrom(DurationHistogram other)
    {
        _histogram.Reset();
        _histogram.Add(other._histogram);
    }

    public Quantiles ToQuantiles() => Count == 0
        ? Quantiles.None
        : new Quantiles(AtPercentile(50), AtPercentile(90), AtPercentile(99), AtPercentile(99.9), AtPercentile(100));

    private double AtPercentile(double percentile) => _histogram.GetValueAtPercentile(percentile) / 1000d;
}
