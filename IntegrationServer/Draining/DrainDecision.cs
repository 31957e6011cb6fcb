namespace DddAspire.IntegrationServer.Draining;

internal enum DrainDecision
{
    ServeOn,
    Finish,

    /// <summary>The limit came before the quiet did.</summary>
    GiveUp,
}
