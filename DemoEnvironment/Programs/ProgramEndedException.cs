using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Programs;

/// <summary>A background program ended right after its start.</summary>
public sealed class ProgramEndedException(string program, string log)
    : DemoException($"{program} ended right after its start: {LastLine(log)}", $"tail {log}")
{
    private static string LastLine(string log) =>
        File.Exists(log) ? File.ReadLines(log).LastOrDefault(line => line.Trim().Length > 0) ?? "it said nothing" : "it said nothing";
}
