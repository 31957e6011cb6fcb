namespace DddAspire.IntegrationServer.Messaging;

/// <summary>How long to wait before the next try: 50 ms, doubled each time, never over one second.</summary>
internal readonly record struct ReconnectBackoff(TimeSpan Delay)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static ReconnectBackoff Start { get; } = new(TimeSpan.Zero);

    public ReconnectBackoff Next() => new(Delay == TimeSpan.Zero ? First : TimeSpan.FromTicks(Math.Min(Delay.Ticks * 2, Longest.Ticks)));
}
