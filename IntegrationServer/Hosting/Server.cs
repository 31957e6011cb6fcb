using System.Diagnostics;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Draining;
using DddAspire.IntegrationServer.Health;
using DddAspire.IntegrationServer.OpenApi;
using DddAspire.IntegrationServer.Settings;
using DddAspire.IntegrationServer.Telemetry;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>One life of the server: bars, parts, endpoints, run.</summary>
internal static class Server
{
    private const int Refused = 1;

    public static async Task<int> RunAsync(ServerSettings settings, ServerEnvironment environment)
    {
        try
        {
            var deployed = new DeployedBars(BarFolder.Read(settings.BarFolder));
            await using var app = Build(settings, environment, deployed);
            app.Logger.ServerStarting(settings.FixPack, settings.BarFolder, string.Join(", ", deployed.Bars.Select(bar => bar.Descriptor.Name)));
            await app.StartAsync();
            app.Logger.ServerListening(settings.HttpPort, SinceProcessStart().TotalMilliseconds);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception refusal) when (refusal is BarRefusedException or SettingMissingException)
        {
            TerminationMessage.Write($"integration-server {settings.FixPack}: {refusal.Message}");
            return Refused;
        }
    }

    private static TimeSpan SinceProcessStart()
    {
        using var process = Process.GetCurrentProcess();
        return TimeProvider.System.GetUtcNow() - process.StartTime.ToUniversalTime();
    }

    private static WebApplication Build(ServerSettings settings, ServerEnvironment environment, DeployedBars deployed)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddHttp(settings).AddLog().AddTelemetry(settings, environment);
        builder.Services.AddFlows(settings, deployed).AddQueue(environment, settings, deployed).AddDatabase(environment, deployed).AddDraining();
        var app = builder.Build();
        var readiness = app.Services.GetRequiredService<ReadinessBoard>();
        if (deployed.Bars.IsEmpty)
        {
            readiness.Block("bars", $"there is no bar in {settings.BarFolder}");
        }

        app.MapHealth();
        app.MapDrain();
        app.MapOpenApi();
        app.Services.GetRequiredService<HttpFlows>().Map(app);
        return app;
    }
}
