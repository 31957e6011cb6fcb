using System.Diagnostics;
using DddAspire.IntegrationServer.BarFiles;
using DddAspire.IntegrationServer.Draining;
using DddAspire.IntegrationServer.Health;
using DddAspire.IntegrationServer.Hosting;
using DddAspire.IntegrationServer.OpenApi;
using DddAspire.IntegrationServer.Settings;
using DddAspire.IntegrationServer.Telemetry;

namespace DddAspire.IntegrationServer;

/// <summary>One life of the server: bars, parts, endpoints, run.</summary>
internal static class Server
{
    private const int Refused = 1;

    public static async Task<int> RunAsync(ServerSettings settings, ServerEnvironment environment)
    {
        try
        {
            var deployed = new DeployedBars(BarFolder.Read(settings.BarFolder));
            await using var app = Compose(Prepare(settings, environment, deployed).AddLog(), settings);
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

    /// <summary>All parts of a server with these bars, but for where its log goes.</summary>
    public static WebApplicationBuilder Prepare(ServerSettings settings, ServerEnvironment environment, DeployedBars deployed)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddHttp(settings).AddTelemetry(settings, environment);
        builder.Services.AddFlows(settings, deployed).AddQueue(environment, settings, deployed).AddDatabase(environment, deployed).AddDraining();
        return builder;
    }

    public static WebApplication Compose(WebApplicationBuilder builder, ServerSettings settings)
    {
        var app = builder.Build();
        if (app.Services.GetRequiredService<DeployedBars>().Bars.IsEmpty)
        {
            app.Services.GetRequiredService<ReadinessState>().Block("bars", $"there is no bar in {settings.BarFolder}");
        }

        app.MapHealth();
        app.MapDrain();
        app.MapOpenApi();
        app.Services.GetRequiredService<HttpFlows>().Map(app, DrainMiddleware.InvokeAsync);
        return app;
    }

    private static TimeSpan SinceProcessStart()
    {
        using var process = Process.GetCurrentProcess();
        return TimeProvider.System.GetUtcNow() - process.StartTime.ToUniversalTime();
    }
}
