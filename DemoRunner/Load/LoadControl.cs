using System.Runtime.CompilerServices;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Load;

internal sealed class LoadControl(HttpClient http)
{
    public Task<bool> IsRunningAsync(CancellationToken cancellationToken) => throw new NotSupportedException(http.ToString());

    public Task StartAsync(Uri api, double rate, CancellationToken cancellationToken) => throw new NotSupportedException(http.ToString());

    public Task MarkAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException(http.ToString());

    public Task<LoadFacts> SoFarAsync(CancellationToken cancellationToken) => throw new NotSupportedException(http.ToString());

    public Task<LoadFacts> StopAsync(CancellationToken cancellationToken) => throw new NotSupportedException(http.ToString());

    public async IAsyncEnumerable<TimelineSecond> SecondsAsync(string integration, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        _ = http;
        yield break;
    }
}
