using System.Runtime.InteropServices;

namespace DddAspire.IntegrationServer.Draining;

/// <summary>SIGTERM drains first and stops then, so that a pod without a working preStop leaves as gently as one with it. SIGINT stops at once.</summary>
internal sealed class DrainingLifetime(Drain drain, IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            _ = DrainAndStopAsync();
        }));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            application.StopApplication();
        }));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());

    private async Task DrainAndStopAsync()
    {
        await drain.RunAsync();
        application.StopApplication();
    }
}
