namespace DddAspire.Contracts.Load;

/// <summary>Quantiles of a duration, in milliseconds with three decimals; all 0 when nothing was recorded.</summary>
public sealed record Quantiles(double P50, double P90, double P99, double P999, double Max)
{
    public static Quantiles None { get; } = new(0, 0, 0, 0, 0);
}
