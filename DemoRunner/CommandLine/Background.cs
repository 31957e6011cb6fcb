using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The environment under a command that needs it: brought up at its start; at its end the programs it started are stopped, the rest stays for the next time.</summary>
internal sealed class Background : IAsyncDisposable
{
    private readonly LocalEnvironment local;
    private readonly EnvironmentOptions options;
    private readonly bool stopAtTheEnd;

    private Background(LocalEnvironment local, EnvironmentOptions options, bool stopAtTheEnd) =>
        (this.local, this.options, this.stopAtTheEnd) = (local, options, stopAtTheEnd);

    /// <summary>Brings everything up.</summary>
    public static async Task<Background> UpAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        var ranBefore = await RunsAsync(options, cancellationToken);
        var progress = new ConsoleProgress();
        var local = new LocalEnvironment(options, progress, TimeProvider.System);
        try
        {
            await local.UpAsync(ServePrograms.For, cancellationToken);
            await new FirstDeployment(options, new StepLog(progress, TimeProvider.System), TimeProvider.System).WaitAsync(cancellationToken);
            return new(local, options, !ranBefore && !options.Keep);
        }
        catch
        {
            local.Dispose();
            throw;
        }
    }

    /// <summary>Says where to look and waits for Ctrl+C.</summary>
    public async Task StayAsync(CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync($"\nPage: http://127.0.0.1:{options.Ports.Page}/   Ctrl+C ends this command.");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        if (stopAtTheEnd)
        {
            await local.StopProgramsAsync(ServePrograms.For, CancellationToken.None);
            await Console.Out.WriteLineAsync(Advice.For(
                $"\nRunner, page and load client are stopped. {(options.Cluster == ClusterChoice.Kind ? "Cluster and registry stay up" : "The namespaces stay in the cluster")}: the next ./demo starts in seconds.\nNext: ./demo down   # removes everything but the reports", options));
        }

        local.Dispose();
    }

    private static async Task<bool> RunsAsync(EnvironmentOptions options, CancellationToken cancellationToken) =>
        await HttpProbe.ProbeAsync(new Uri($"http://127.0.0.1:{options.Ports.Page}/health"), cancellationToken) is null;
}
