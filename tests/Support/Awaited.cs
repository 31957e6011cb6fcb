using DddAspire.DemoEnvironment.Steps;
using Xunit;

namespace DddAspire.Support;

/// <summary>Waits of tests: for a condition, with a limit, never for a time.</summary>
public static class Awaited
{
    /// <summary>Looks five times a second until <paramref name="look"/> gives null; what it gave last is in the failure.</summary>
    public static Task ThatAsync(string what, TimeSpan limit, Func<CancellationToken, Task<string?>> look) =>
        new Wait(what, limit, TimeSpan.FromMilliseconds(200), $"tail {DemoFixture.StateDirectory}/logs/serve.log")
            .UntilAsync(look, TimeProvider.System, TestContext.Current.CancellationToken);
}
