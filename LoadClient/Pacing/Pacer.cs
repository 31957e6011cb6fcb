namespace DddAspire.LoadClient.Pacing;

/// <summary>
/// When is call n due? Pure: an arrival rate that is constant, or goes evenly from one rate to another and stays there.
/// Times count from the start of the run. Call n is due when the rate, summed up over time, reaches n.
/// </summary>
/// <param name="From">Where this rate begins.</param>
/// <param name="CountAtFrom">How many calls were due before it, with the fraction of the next.</param>
/// <param name="RateAtFrom">Calls a second at <paramref name="From"/>.</param>
/// <param name="Rate">Calls a second once the ramp is over.</param>
/// <param name="Ramp">How long the ramp takes; zero for a constant rate.</param>
internal sealed record Pacer(TimeSpan From, double CountAtFrom, double RateAtFrom, double Rate, TimeSpan Ramp)
{
    public static Pacer Constant(double rate) => new(TimeSpan.Zero, 0, rate, rate, TimeSpan.Zero);

    public static Pacer Ramped(double fromRate, double rate, TimeSpan ramp) => new(TimeSpan.Zero, 0, fromRate, rate, ramp);

    private double CountAtRampEnd => CountAtFrom + (RateAtFrom + Rate) / 2 * Ramp.TotalSeconds;

    /// <summary>The due time of call <paramref name="number"/>, which must be one that is due at or after <see cref="From"/>.</summary>
    public TimeSpan DueAt(long number)
    {
        var ahead = number - CountAtFrom;
        return From + (number < CountAtRampEnd
            ? TimeSpan.FromSeconds(SecondsIntoRamp(ahead))
            : Ramp + TimeSpan.FromSeconds((number - CountAtRampEnd) / Rate));
    }

    /// <summary>The rate asked for at <paramref name="at"/>, in calls a second.</summary>
    public double RateAt(TimeSpan at) =>
        at >= From + Ramp ? Rate : RateAtFrom + (Rate - RateAtFrom) * ((at - From) / Ramp);

    /// <summary>The same schedule up to <paramref name="at"/>, another constant rate from there on.</summary>
    public Pacer ChangedTo(double rate, TimeSpan at) => new(at, CountAt(at), rate, rate, TimeSpan.Zero);

    private double CountAt(TimeSpan at)
    {
        var into = (at - From).TotalSeconds;
        var ramp = Ramp.TotalSeconds;
        return into >= ramp
            ? CountAtRampEnd + (into - ramp) * Rate
            : CountAtFrom + RateAtFrom * into + (Rate - RateAtFrom) / (2 * ramp) * into * into;
    }

    // Solves ahead = RateAtFrom * t + a * t^2 in the form that neither loses digits nor divides by zero when the ramp is flat.
    private double SecondsIntoRamp(double ahead)
    {
        var a = (Rate - RateAtFrom) / (2 * Ramp.TotalSeconds);
        return 2 * ahead / (RateAtFrom + Math.Sqrt(Math.Max(0, RateAtFrom * RateAtFrom + 4 * a * ahead)));
    }
}
