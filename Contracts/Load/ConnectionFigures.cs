namespace DddAspire.Contracts.Load;

/// <summary>The connections under the calls.</summary>
/// <param name="Opened">Connections opened.</param>
/// <param name="OnFresh">Calls sent on a connection opened for them.</param>
/// <param name="OnReused">Calls sent on a connection that had carried another.</param>
/// <param name="FoundClosed">Idle connections that the server had closed before anything was written to them: not used, no failure.</param>
public sealed record ConnectionFigures(long Opened, long OnFresh, long OnReused, long FoundClosed);
