namespace DddAspire.Contracts.Load;

/// <summary>A named moment of the run: the phase before it ends, the phase of its name begins.</summary>
public sealed record PhaseMark(string Name, DateTimeOffset At)
{
    /// <summary>The name of the phase that a run begins with.</summary>
    public const string Start = "start";

    /// <summary>The mark that ends the baseline: what was due before it is what the rest is compared with.</summary>
    public const string BaselineEnd = "baseline-end";
}
