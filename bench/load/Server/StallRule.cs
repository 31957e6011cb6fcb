using System.Globalization;

namespace DddAspire.LoadBenchServer;

/// <summary>
/// Stands still for <paramref name="length"/> once every <paramref name="period"/>, as a server in a long garbage collection would:
/// whatever arrives meanwhile waits for the end of it.
/// </summary>
internal sealed class StallRule(TimeSpan period, TimeSpan length, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public static StallRule From(IConfiguration configuration) => new(
        TimeSpan.FromMilliseconds(double.Parse(configuration["StallPeriodMs"] ?? "0", CultureInfo.InvariantCulture)),
        TimeSpan.FromMilliseconds(double.Parse(configuration["StallMs"] ?? "0", CultureInfo.InvariantCulture)),
        TimeProvider.System);

    public async Task HoldAsync(HttpContext context, RequestDelegate next)
    {
        var wait = Remaining();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, context.RequestAborted);
        }

        await next(context);
    }

    // The stall is the end of each period, so that a run begins with a server that answers.
    private TimeSpan Remaining()
    {
        if (length <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var left = period - TimeSpan.FromTicks(time.GetElapsedTime(_start).Ticks % period.Ticks);
        return left <= length ? left : TimeSpan.Zero;
    }
}
