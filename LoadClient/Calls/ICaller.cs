namespace DddAspire.LoadClient.Calls;

/// <summary>The rim of the engine: sends one call and tells how it ended. Never throws for what a server or a network does.</summary>
internal interface ICaller
{
    ValueTask<CallResult> CallAsync(PlannedCall call, bool fresh);
}
