
namespace DddAspire.IntegrationServer.BarFiles;

/// <summary>A bar that this server cannot host. The server does not start with it: half a deployment is worse than none.</summary>
internal sealed class BarRefusedException(string bar, string reason, Exception? innerException = null)
    : Exception($"{bar} is refused: {reason}", innerException);
