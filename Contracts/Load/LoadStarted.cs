namespace DddAspire.Contracts.Load;

/// <summary>The answer to <c>POST /load/start</c>.</summary>
public sealed record LoadStarted(string Id);
