using DddAspire.LoadClient.Requests;
using DddAspire.LoadClient.Runs;

namespace DddAspire.Unit.LoadClient.Requests;

/// <summary>A short real run of a request plan.</summary>
internal static class Requested
{
    public static RequestPlan Get { get; } = new("GET", null, [], [], null, null);

    public static async Task<LoadReport> RunAsync(string url, RequestPlan plan, Func<string, string?>? variables = null)
    {
        var request = await PreparedRequest.PrepareAsync(new Uri(url), plan, variables ?? (_ => null), CancellationToken.None);
        using var run = LoadRun.Start(new LoadPlan(url, Rate: 100, DurationSeconds: 1), request, TimeProvider.System, _ => { });
        return await run.Completion;
    }
}
