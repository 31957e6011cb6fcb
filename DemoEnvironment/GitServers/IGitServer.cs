using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoEnvironment.GitServers;

/// <summary>A git server with the integrations' repository, whichever it is.</summary>
public interface IGitServer : IEnvironmentPart
{
    /// <summary>How it is reached, once it is there.</summary>
    GitServerState State { get; }
}
