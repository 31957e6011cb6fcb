using DddAspire.LoadClient.Versions;

namespace DddAspire.LoadClient.Calls;

/// <summary>How a call ended.</summary>
/// <param name="Outcome">Succeeded or failed.</param>
/// <param name="Versions">Who answered, if anybody said so.</param>
/// <param name="Reused">Whether the connection had carried a call before.</param>
internal readonly record struct CallResult(CallOutcome Outcome, VersionHeader? Versions, bool Reused);
