using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Kubernetes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace DddAspire.Unit.Pipeline;

/// <summary>A Kubernetes API server on the loopback address that answers as a test wants; it keeps what it was asked.</summary>
internal sealed class FakeCluster : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-cluster").FullName;
    private readonly WebApplication app;

    private FakeCluster(WebApplication app) => this.app = app;

    /// <summary>Answers a request; by default with empty lists, a version and a quote API that works.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = AnswerWellAsync;

    public ConcurrentQueue<string> Asked { get; } = new();

    public Uri Address => new(app.Urls.Single());

    /// <summary>Leads here.</summary>
    public string Kubeconfig => Path.Combine(folder, "kubeconfig");

    public static async Task<FakeCluster> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var cluster = new FakeCluster(builder.Build());
        cluster.app.Run(context =>
        {
            cluster.Asked.Enqueue($"{context.Request.Method} {context.Request.Path}");
            return cluster.Answer(context);
        });
        await cluster.app.StartAsync();
        await File.WriteAllTextAsync(cluster.Kubeconfig, $$$"""
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{ name: c, cluster: { server: "{{{cluster.Address}}}" } }]
            users: [{ name: u, user: { token: t } }]
            contexts: [{ name: c, context: { cluster: c, user: u } }]
            """);
        return cluster;
    }

    /// <summary>A client with the retries of the product, by a clock of the test's.</summary>
    public ClusterAccess Open(TimeProvider time) => ClusterAccess.Open(Kubeconfig, time);

    /// <summary>A client for one who asks again by himself.</summary>
    public ClusterAccess OpenWithoutRetry() => ClusterAccess.OpenWithoutRetry(Kubeconfig);

    /// <summary>Lets the clock run, a second a turn, until something is done.</summary>
    public static async Task<T> AdvanceUntilAsync<T>(FakeTimeProvider time, Task<T> done)
    {
        await AdvanceUntilAsync(time, (Task)done);
        return await done;
    }

    /// <summary>Lets the clock run, a second a turn, until something is done.</summary>
    public static async Task AdvanceUntilAsync(FakeTimeProvider time, Task done)
    {
        for (var turn = 0; turn < 3_000 && !done.IsCompleted; turn++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(done, Task.Delay(10));
        }

        await done;
    }

    public static Task AnswerWellAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        return path switch
        {
            "/version" => context.Response.WriteAsJsonAsync(new { major = "1", minor = "36" }),
            _ when path.EndsWith("/proxy/drivewayrepair/quote", StringComparison.Ordinal) => QuoteAsync(context),
            _ when path.EndsWith("/deployments", StringComparison.Ordinal) => context.Response.WriteAsJsonAsync(new { kind = "DeploymentList", apiVersion = "apps/v1", metadata = new { }, items = Array.Empty<object>() }),
            _ => context.Response.WriteAsJsonAsync(new { kind = "PodList", apiVersion = "v1", metadata = new { }, items = Array.Empty<object>() }),
        };
    }

    /// <summary>Never answers, until the caller goes away.</summary>
    public static Task SilenceAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task QuoteAsync(HttpContext context)
    {
        var offers = new JsonArray(new JsonObject { ["CostEstimate"] = 150 }, new JsonObject { ["CostEstimate"] = 300 }, new JsonObject { ["CostEstimate"] = 225 });
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.WriteAsJsonAsync(new JsonArray(new JsonObject { ["QuoteID"] = 1, ["RepairQuotes"] = offers }));
            return;
        }

        var quote = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        await context.Response.WriteAsJsonAsync(new JsonObject { ["QuoteID"] = 1, ["EMail"] = quote["EMail"]!.GetValue<string>(), ["RepairQuotes"] = offers });
    }
}
