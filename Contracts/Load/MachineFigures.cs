using System.Globalization;

namespace DddAspire.Contracts.Load;

/// <summary>How busy the machine was while the schedule ran; what the system does not tell is null.</summary>
/// <param name="CpuPressurePercent">The share of the time in which something was ready to run and had no processor.</param>
/// <param name="RunQueueMean">How many threads were running or ready to, on average; looked at once a second.</param>
/// <param name="RunQueueMax">The most of them.</param>
/// <param name="Processors">Processors of the machine.</param>
/// <param name="ClientNice">The load client's priority: below 0 it gets the processor before what it measures.</param>
public sealed record MachineFigures(double? CpuPressurePercent, double? RunQueueMean, int? RunQueueMax, int Processors, int? ClientNice)
{
    private const double HighPressurePercent = 60;
    private const double LongQueuePerProcessor = 3;

    /// <summary>Whether what is slow here may be so for want of a processor.</summary>
    public bool IsSaturated => CpuPressurePercent > HighPressurePercent || RunQueueMean > LongQueuePerProcessor * Processors;

    /// <summary>The figures in words.</summary>
    /// <param name="latenessP99Ms">The p99 of (sent - due), in milliseconds.</param>
    public string Describe(double latenessP99Ms) => string.Create(
        CultureInfo.InvariantCulture,
        $"CPU pressure {Number(CpuPressurePercent)} %, {Number(RunQueueMean)} threads ready on {Processors} processors on average ({Number(RunQueueMax)} at most), p99 of (sent - due) {latenessP99Ms:0.#} ms");

    private static string Number(double? figure) => figure is { } known ? known.ToString("0.#", CultureInfo.InvariantCulture) : "unknown";
}
