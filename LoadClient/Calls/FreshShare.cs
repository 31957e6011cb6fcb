namespace DddAspire.LoadClient.Calls;

/// <summary>Spreads a share of calls evenly over all of them: at 0.1 every tenth.</summary>
internal static class FreshShare
{
    public static bool Takes(long number, double share) => Math.Floor((number + 1) * share) > Math.Floor(number * share);
}
