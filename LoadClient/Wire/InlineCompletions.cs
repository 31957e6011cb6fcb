namespace DddAspire.LoadClient.Wire;

/// <summary>
/// Lets the thread that learns of an answer read it, instead of waking another one for it: a third less CPU a call, and no queue
/// between the arrival of an answer and the time taken for it. The runtime reads this setting once, before its first socket,
/// and from the environment only.
/// </summary>
internal static class InlineCompletions
{
    public static void Enable() => Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
}
