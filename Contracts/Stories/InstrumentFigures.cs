using System.Text.Json.Serialization;
using DddAspire.Contracts.Load;

namespace DddAspire.Contracts.Stories;

/// <summary>How good the instrument was that made the figures: what a reader needs to believe them.</summary>
/// <param name="AchievedRate">Calls sent a second.</param>
/// <param name="LatenessMs">(sent - due): how late the load client began its calls, in milliseconds.</param>
/// <param name="MostInFlight">The most calls that were under way at a time.</param>
/// <param name="ConnectionsOpened">Connections opened.</param>
/// <param name="CallsOnFresh">Calls sent on a connection opened for them.</param>
/// <param name="CallsOnReused">Calls sent on a connection that had carried another.</param>
/// <param name="CpuPerCallUs">Processor time of the load client per call, in microseconds.</param>
/// <param name="GcPauseMs">Time that the load client stood still for garbage collections, in milliseconds.</param>
/// <param name="GcWorstSecondMs">The most of it in one second, in milliseconds.</param>
public sealed record InstrumentFigures(
    double AchievedRate,
    Quantiles LatenessMs,
    int MostInFlight,
    long ConnectionsOpened,
    long CallsOnFresh,
    long CallsOnReused,
    double CpuPerCallUs,
    double GcPauseMs,
    double GcWorstSecondMs)
{
    /// <summary>How busy the machine was, and whether the load client got the processor before what it measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MachineFigures? Machine { get; init; }
}
