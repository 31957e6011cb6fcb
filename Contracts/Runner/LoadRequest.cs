namespace DddAspire.Contracts.Runner;

/// <summary>The body of <c>POST /load/start</c> and <c>/load/rate</c>.</summary>
/// <param name="Rate">Calls a second.</param>
/// <param name="Namespace">Whose API is called; ddd-test by default.</param>
public sealed record LoadRequest(double? Rate, string? Namespace);
