using System.Net;
using System.Net.Sockets;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.GitServers.BuiltIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DddAspire.GiteaStandIn;

/// <summary>
/// Behaves like Gitea where the environment touches it: accounts, tokens, repository, webhooks and git itself, for tests on machines that
/// Gitea's image does not reach. Git and commit statuses are those of the built-in git server, inside.
/// </summary>
public sealed class StandInServer : IAsyncDisposable
{
    private const string InnerEvents = "/-/push-events";
    private readonly StandInStore store;
    private readonly WebApplication application;
    private readonly Deliveries deliveries;
    private readonly Uri inner;
    private readonly BuiltInGitServer git;
    private readonly string innerToken;
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(5) };
    private volatile byte[]? newestOfMain;

    private StandInServer(StandInStore store, WebApplication application, Deliveries deliveries, Uri inner, BuiltInGitServer git, string innerToken) =>
        (this.store, this.application, this.deliveries, this.inner, this.git, this.innerToken) = (store, application, deliveries, inner, git, innerToken);

    /// <summary>Where it answers.</summary>
    public Uri Address => new(application.Urls.First());

    /// <summary>Starts one.</summary>
    /// <param name="settings">What Gitea would be told.</param>
    /// <param name="store">What is kept; the command line uses it too.</param>
    /// <param name="time">The clock of its queues.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<StandInServer> StartAsync(StandInSettings settings, StandInStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(settings.Address, settings.Port);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        var application = builder.Build();
        var (innerPort, innerToken) = (FreePort(), StandInCommandLine.Random());
        var outside = new UriBuilder("http", "127.0.0.1", settings.Port).Uri;
        var git = await BuiltInGitServer.StartAsync(
            new BuiltInGitOptions
            {
                Folder = Path.Combine(settings.Folder, "git"), Port = innerPort, Token = innerToken, WebhookSecret = innerToken,
                Webhook = new Uri(outside, InnerEvents),
            },
            NullLoggerFactory.Instance, TimeProvider.System, cancellationToken);
        var server = new StandInServer(
            store, application, new Deliveries(settings, time), new UriBuilder("http", "127.0.0.1", innerPort).Uri, git, innerToken);
        server.Map();
        await application.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Returns when it is told to end.</summary>
    public Task WaitForShutdownAsync() => application.WaitForShutdownAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await git.DisposeAsync();
        await deliveries.DisposeAsync();
        client.Dispose();
    }

    private void Map()
    {
        new StandInApi(store, $"{GitAccount.Owner}/{GitAccount.Repository}", TestAsync).Map(application);
        application.MapPost(InnerEvents, EventAsync);
        application.Map("/{**path}", ForwardAsync);
    }

    private async Task EventAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var push = body.ToArray();
        if (System.Text.Json.JsonDocument.Parse(push).RootElement.GetProperty("ref").GetString() == $"refs/heads/{GitAccount.Branch}")
        {
            newestOfMain = push;
        }

        foreach (var hook in store.Read().Hooks.Where(hook => hook.Active && hook.Events.Contains("push")))
        {
            deliveries.Add(hook, push);
        }
    }

    // Without a commit Gitea says the same and sends nothing.
    private async Task TestAsync(StandInHook hook, CancellationToken cancellationToken)
    {
        using var newest = await client.GetAsync(new Uri(inner, $"/{GitAccount.Owner}/{GitAccount.Repository}.git/info/refs?service=git-upload-pack"), cancellationToken);
        var refs = await newest.Content.ReadAsStringAsync(cancellationToken);
        var line = refs.Split('\n').FirstOrDefault(line => line.EndsWith($" refs/heads/{GitAccount.Branch}", StringComparison.Ordinal));
        if (line is not null)
        {
            deliveries.Add(hook, newestOfMain ?? TestBody(line[4..44]));
        }
    }

    private static byte[] TestBody(string commit) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new
    {
        @ref = $"refs/heads/{GitAccount.Branch}", before = commit, after = commit, repository = new { full_name = $"{GitAccount.Owner}/{GitAccount.Repository}" },
    });

    private async Task ForwardAsync(HttpContext context)
    {
        var data = store.Read();
        var caller = Caller.Of(context.Request, data);
        if (!data.Repositories.Contains($"{GitAccount.Owner}/{GitAccount.Repository}"))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var changes = context.Request.Query["service"] == "git-receive-pack"
            || (context.Request.Method == HttpMethods.Post && !context.Request.Path.Value!.EndsWith("/git-upload-pack", StringComparison.Ordinal));
        if (caller?.May(changes ? "write:repository" : "read:repository") != true && (changes || context.Request.Headers.Authorization.Count > 0))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Gitea\"";
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(inner, $"{context.Request.Path}{context.Request.QueryString}"));
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var header in context.Request.Headers.Where(header => header.Key is not ("Host" or "Authorization" or "Transfer-Encoding" or "Content-Length" or "Expect")))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }
        }

        request.Headers.Authorization = new("token", innerToken);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        context.Response.Headers.Location = answer.Headers.Location?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
