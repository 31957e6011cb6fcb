namespace DddAspire.DemoEnvironment.Tools;

/// <summary>How a finished command went.</summary>
/// <param name="ExitCode">One of the command's accepted exit codes.</param>
/// <param name="StandardOutput">All it printed, without trailing white space.</param>
/// <param name="StandardError">All it printed on standard error, without trailing white space.</param>
/// <param name="Duration">From start to exit.</param>
public sealed record ToolResult(int ExitCode, string StandardOutput, string StandardError, TimeSpan Duration);
