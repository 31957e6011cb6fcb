using System.Net;
using DddAspire.DemoEnvironment.GitServers.CommitStatuses;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>A git server in this process: smart HTTP over git itself, Gitea's push webhook and commit statuses, two pages.</summary>
public sealed class BuiltInGitServer : IAsyncDisposable
{
    /// <summary>The activity source of webhook deliveries.</summary>
    public const string ActivitySourceName = WebhookQueue.ActivitySourceName;

    private readonly WebApplication application;
    private readonly WebhookQueue webhooks;

    private BuiltInGitServer(WebApplication application, WebhookQueue webhooks) =>
        (this.application, this.webhooks) = (application, webhooks);

    /// <summary>Makes the repository unless it is there and starts to listen on 127.0.0.1.</summary>
    /// <param name="options">What to serve.</param>
    /// <param name="logging">Where the host process logs to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="Tools.ToolException">git is missing or could not make the repository.</exception>
    public static async Task<BuiltInGitServer> StartAsync(
        BuiltInGitOptions options, ILoggerFactory logging, TimeProvider time, CancellationToken cancellationToken)
    {
        var repository = new BareRepository(Path.Combine(options.Folder, $"{options.Repository}.git"));
        await repository.EnsureAsync(cancellationToken);
        var log = new DeliveryLog(Path.Combine(options.Folder, "deliveries.jsonl"));
        var webhooks = new WebhookQueue(
            new WebhookSender(options.Webhook, options.WebhookSecret, time), log, logging.CreateLogger<BuiltInGitServer>());
        var application = Build(options, logging);
        var server = new BuiltInGitServer(application, webhooks);
        server.Map(options, repository, log, new CommitStatusStore(Path.Combine(options.Folder, "statuses"), time));
        await application.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Stops listening and sending.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await webhooks.DisposeAsync();
    }

    private static WebApplication Build(BuiltInGitOptions options, ILoggerFactory logging)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.Replace(ServiceDescriptor.Singleton(logging));
        // A fetch or push that goes on is given this long at the end; its client sees it cut and says so.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        return builder.Build();
    }

    private void Map(BuiltInGitOptions options, BareRepository repository, DeliveryLog deliveries, CommitStatusStore statuses)
    {
        var home = new Uri($"http://127.0.0.1:{options.Port}/{options.Owner}/{options.Repository}");
        var events = new PushEvents(repository, home);
        var git = new SmartHttp(repository, update => webhooks.Add($"{update.Ref} at {update.After}", token => events.DescribeAsync(update, token)), Logger<SmartHttp>());
        var check = new TokenCheck(options.Token);

        application.MapGet("/", () => Results.Redirect(home.AbsolutePath));
        application.MapGet("/api/healthz", () => Results.Ok(new { status = "pass" }));
        foreach (var name in new[] { options.Repository, $"{options.Repository}.git" })
        {
            MapGit(application.MapGroup($"/{options.Owner}/{name}"), git, check);
        }

        var api = application.MapGroup($"/api/v1/repos/{options.Owner}/{options.Repository}");
        MapStatuses(api, new StatusEndpoints(repository, statuses), check);
        api.MapGet($"/branches/{GitAccount.Branch}", () => repository.Head(GitAccount.Branch) is { } head
            ? Results.Json(new { name = GitAccount.Branch, commit = new { id = head } })
            : Results.Json(new { message = $"no branch {GitAccount.Branch}" }, statusCode: StatusCodes.Status404NotFound));
        var pages = new PageEndpoints(home, repository, statuses, deliveries);
        application.MapGet(home.AbsolutePath, pages.RepositoryAsync);
        application.MapGet($"{home.AbsolutePath}/commit/{{sha}}", pages.CommitAsync);
    }

    private static void MapGit(RouteGroupBuilder group, SmartHttp git, TokenCheck check)
    {
        group.AddEndpointFilter(new TokenFilter(check, SmartHttp.IsPush));
        group.MapGet("/info/refs", (HttpContext context, CancellationToken token) => git.AdvertiseAsync(context, token));
        group.MapPost("/git-upload-pack", (HttpContext context, CancellationToken _) => git.UploadPackAsync(context));
        group.MapPost("/git-receive-pack", (HttpContext context, CancellationToken _) => git.ReceivePackAsync(context));
    }

    private static void MapStatuses(RouteGroupBuilder group, StatusEndpoints statuses, TokenCheck check)
    {
        group.AddEndpointFilter(new TokenFilter(check, request => !HttpMethods.IsGet(request.Method)));
        group.MapPost("/statuses/{sha}", statuses.CreateAsync);
        group.MapGet("/statuses/{reference}", statuses.ListAsync);
        group.MapGet("/commits/{reference}/statuses", statuses.ListAsync);
        group.MapGet("/commits/{reference}/status", statuses.CombineAsync);
    }

    private ILogger<T> Logger<T>() => application.Services.GetRequiredService<ILoggerFactory>().CreateLogger<T>();
}
