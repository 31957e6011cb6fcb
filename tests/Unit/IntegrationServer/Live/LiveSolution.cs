using DddAspire.IntegrationServer;
using DddAspire.IntegrationServer.BarFiles;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Hosting;
using DddAspire.IntegrationServer.Settings;
using DddAspire.Unit.Repository;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Live;

/// <summary>The API and the three shops on a real queue manager and a real database, each as its own server of this process.</summary>
public sealed class LiveSolution : IAsyncLifetime
{
    private readonly Dictionary<string, WebApplication> servers = [];
    private LiveNats? nats;
    private LivePostgres? postgres;

    public static string FixPack => "12.0.11.0-r1";

    public LiveNats Nats => nats!;

    public HttpClient Api { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        if ((LiveNats.Missing ?? LivePostgres.Missing) is not null)
        {
            return;
        }

        nats = await LiveNats.StartNewAsync();
        postgres = await LivePostgres.StartNewAsync();
        Api.Dispose();
        Api = new HttpClient { BaseAddress = await StartAsync("ddd-api/bars/DrivewayDemo") };
        await Task.WhenAll(StartAsync("ddd-acme/bars/AcmeV1"), StartAsync("ddd-bernie/bars/BernieV1"), StartAsync("ddd-chris/bars/ChrisV1"));
    }

    /// <summary>Starts a server with the bar of these sources; returns its address when it is ready.</summary>
    public async Task<Uri> StartAsync(string source)
    {
        var port = LiveTool.FreePort();
        var settings = new ServerSettings(FixPack, "/none", port, source);
        var app = Server.Compose(Server.Prepare(settings, new ServerEnvironment(VariableOf), new DeployedBars([BarOf(source)])), settings);
        lock (servers)
        {
            servers[source] = app;
        }

        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await client.GetAsync("/ready", limit.Token)).StatusCode != System.Net.HttpStatusCode.OK)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }

        return client.BaseAddress;
    }

    public async Task StopAsync(string source) => await servers[source].StopAsync();

    internal WebApplication ServerOf(string source) => servers[source];

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        foreach (var server in servers.Values)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }

        await (nats?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static Bar BarOf(string source)
    {
        using var packed = new MemoryStream();
        DddAspire.DemoEnvironment.Bars.BarPacker.Pack(Path.Combine(SourceTree.Root, "integrations", source), packed);
        packed.Position = 0;
        return BarReader.Read(source, packed);
    }

    private string? VariableOf(string name) => name switch
    {
        "QUEUE_HOST" or "DATABASE_HOST" => "127.0.0.1",
        "QUEUE_PORT" => $"{nats!.Port}",
        "QUEUE_USER" => LiveNats.User,
        "QUEUE_PASSWORD" => LiveNats.Password,
        "DATABASE_PORT" => $"{postgres!.Port}",
        "DATABASE_USER" => LivePostgres.User,
        "DATABASE_NAME" or "DATABASE_PASSWORD" => "postgres",
        _ => null,
    };
}
