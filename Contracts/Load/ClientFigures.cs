namespace DddAspire.Contracts.Load;

/// <summary>What the client itself cost while the schedule ran.</summary>
/// <param name="CpuMs">Processor time of the process, in milliseconds.</param>
/// <param name="CpuPerCallUs">The same per call sent, in microseconds.</param>
/// <param name="GcCollections">Garbage collections.</param>
/// <param name="GcPauseMs">Time that all threads stood still for them, in milliseconds.</param>
/// <param name="GcWorstSecondMs">The most of it in one second, in milliseconds.</param>
/// <param name="WorkingSetMiB">Memory of the process at the end, in MiB.</param>
public sealed record ClientFigures(
    double CpuMs, double CpuPerCallUs, long GcCollections, double GcPauseMs, double GcWorstSecondMs, double WorkingSetMiB);
