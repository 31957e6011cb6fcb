using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>Gitea would not do what set-up asked of it.</summary>
public sealed class GiteaRefusedException(string path, int statusCode, string answer)
    : DemoException($"Gitea answered {statusCode} to {path}: {answer}", "./demo status   # or use the other one: ./demo up --git built-in");
