using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace DddAspire.Unit.LoadClient.Controls;

/// <summary>A real server with the quote API in memory, and one fault at a time.</summary>
internal sealed class QuoteServer : IAsyncDisposable
{
    private const string Path = "/drivewayrepair/quote";

    private readonly ConcurrentDictionary<string, List<StoredQuote>> _byEmail = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, StoredQuote> _byId = new();
    private readonly WebApplication _app;
    private long _lastId;

    private QuoteServer(Action<KestrelServerOptions> kestrel, QuoteFaults faults)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            kestrel(options);
        });
        _app = builder.Build();
        _app.MapPost(Path, context => PostAsync(context, faults));
        _app.MapGet(Path, context => GetAsync(context, faults));
    }

    public string Url => _app.Urls.First();

    /// <summary>How often each request id was received.</summary>
    public ConcurrentDictionary<string, int> Received { get; } = new(StringComparer.Ordinal);

    public static Task<QuoteServer> StartAsync(QuoteFaults faults) => StartAsync(_ => { }, faults);

    public static async Task<QuoteServer> StartAsync(Action<KestrelServerOptions> kestrel, QuoteFaults faults)
    {
        var server = new QuoteServer(kestrel, faults);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task PostAsync(HttpContext context, QuoteFaults faults)
    {
        await faults.Arrived();
        Received.AddOrUpdate(context.Request.Headers["X-Request-Id"].ToString(), 1, (_, count) => count + 1);
        var id = Interlocked.Increment(ref _lastId);
        if (!await faults.Before(context, id))
        {
            return;
        }

        var asked = (await context.Request.ReadFromJsonAsync<JsonElement>())!;
        var quote = faults.Change(StoredQuote.Answer(id, asked, faults.Versions));
        for (var copy = 0; copy < faults.Copies(id); copy++)
        {
            _byId[id] = quote;
            _byEmail.AddOrUpdate(quote.EMail, [quote], (_, stored) => [.. stored, quote]);
        }

        context.Response.Headers["X-Integration-Versions"] = faults.Header;
        await faults.After(context, id);
        await context.Response.WriteAsJsonAsync(quote);
    }

    private async Task GetAsync(HttpContext context, QuoteFaults faults)
    {
        await faults.Arrived();
        if (context.Request.Query["Email"].ToString() is { Length: > 0 } email)
        {
            await context.Response.WriteAsJsonAsync(_byEmail.GetValueOrDefault(email) ?? []);
            return;
        }

        var id = long.Parse(context.Request.Query["QuoteID"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
        StoredQuote[] found = _byId.TryGetValue(id, out var quote) ? [quote] : [];
        await context.Response.WriteAsJsonAsync(found);
    }
}
