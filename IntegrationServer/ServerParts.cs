using System.Collections.Immutable;
using DddAspire.IntegrationServer.Draining;
using DddAspire.IntegrationServer.Flows;
using DddAspire.IntegrationServer.Health;
using DddAspire.IntegrationServer.Messaging;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Settings;
using DddAspire.IntegrationServer.Shops;
using DddAspire.IntegrationServer.Hosting;

namespace DddAspire.IntegrationServer;

/// <summary>The parts of the server, by chapter.</summary>
internal static class ServerParts
{
    private const long LargestBody = 64 * 1024;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.ListenAnyIP(settings.HttpPort);
        });
        builder.Services.AddRoutingCore();
        return builder;
    }

    public static WebApplicationBuilder AddLog(this WebApplicationBuilder builder)
    {
        builder.Logging
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
        return builder;
    }

    public static IServiceCollection AddFlows(this IServiceCollection services, ServerSettings settings, DeployedBars deployed) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(settings)
        .AddSingleton(deployed)
        .AddSingleton<ReadinessState>()
        .AddSingleton<HttpReply>()
        .AddSingleton(parts => new HostedFlows(
            new FlowCompiler(parts.GetRequiredService<ShopClient>, parts.GetRequiredService<QuoteStore>, TimeProvider.System).Compile(deployed.Bars)))
        .AddSingleton(parts => new HttpFlows(FlowsOf(parts), parts.GetRequiredService<HttpReply>()))
        .AddSingleton(parts => new QueueHost(FlowsOf(parts), parts.GetRequiredService<QueueConnection>, settings, LogOf<QueueHost>(parts)));

    public static IServiceCollection AddQueue(
        this IServiceCollection services, ServerEnvironment environment, ServerSettings settings, DeployedBars deployed)
    {
        if (!deployed.UsesQueue)
        {
            return services;
        }

        var endpoint = QueueSettings.From(environment, settings.Instance);
        return services
            .AddSingleton(endpoint)
            .AddSingleton<QueueConnection>()
            .AddSingleton<ReplyInbox>()
            .AddSingleton<ShopClient>()
            .AddSingleton<ConsumerWarmUp>()
            .AddHostedService<QueueWorker>();
    }

    public static IServiceCollection AddDatabase(this IServiceCollection services, ServerEnvironment environment, DeployedBars deployed) =>
        deployed.UsesDatabase
            ? services
                .AddSingleton(DatabaseSettings.From(environment))
                .AddSingleton(DatabaseLimits.Default)
                .AddSingleton<DatabaseGate>()
                .AddSingleton<QuoteStore>()
                .AddHostedService<DatabaseWorker>()
            : services;

    public static IServiceCollection AddDraining(this IServiceCollection services) => services
        .AddSingleton<InFlightTracker>()
        .AddSingleton<Drain>()
        .AddSingleton<IHostLifetime, DrainingLifetime>()
        .Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);

    private static ImmutableArray<HostedFlow> FlowsOf(IServiceProvider parts) => parts.GetRequiredService<HostedFlows>().All;

    private static ILogger<T> LogOf<T>(IServiceProvider parts) => parts.GetRequiredService<ILogger<T>>();
}
