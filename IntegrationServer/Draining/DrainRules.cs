namespace DddAspire.IntegrationServer.Draining;

/// <summary>The times of a drain.</summary>
/// <param name="Minimum">Serve on at least this long: the news that this pod is leaving takes a while to reach every node.</param>
/// <param name="Quiet">No new call for this long means that the news has arrived everywhere.</param>
/// <param name="Limit">Stop then in any case; with what follows it must fit into terminationGracePeriodSeconds.</param>
internal sealed record DrainRules(TimeSpan Minimum, TimeSpan Quiet, TimeSpan Limit)
{
    public static DrainRules Default { get; } = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));

    public DrainDecision Decide(DrainSnapshot view) => view switch
    {
        _ when view.Elapsed >= Limit => DrainDecision.GiveUp,
        { TakesCalls: false } => DrainDecision.Finish,
        { CallsInFlight: > 0 } => DrainDecision.ServeOn,
        _ when view.Elapsed < Minimum || view.SinceLastCall < Quiet => DrainDecision.ServeOn,
        _ => DrainDecision.Finish,
    };
}
