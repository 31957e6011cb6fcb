using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DddAspire.DemoEnvironment.GitServers.BuiltIn;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>A built-in git server on a free port, and a receiver of its webhooks.</summary>
public sealed class GitServerFixture : IAsyncLifetime
{
    public const string PushToken = "0123456789abcdef";
    public const string Secret = "signing-secret";
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-git-").FullName;
    private readonly ConcurrentDictionary<string, (byte[] Body, Dictionary<string, string> Headers)> events = new();
    private WebApplication receiver = null!;
    private BuiltInGitServer server = null!;

    public Uri Base { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        receiver = builder.Build();
        receiver.MapPost("/webhook", ReceiveAsync);
        await receiver.StartAsync();
        var port = FreePort();
        Base = new Uri($"http://127.0.0.1:{port}/");
        server = await BuiltInGitServer.StartAsync(
            new BuiltInGitOptions
            {
                Folder = Path.Combine(folder, "server"), Port = port, Token = PushToken, WebhookSecret = Secret,
                Webhook = new Uri($"{receiver.Urls.First()}/webhook"),
            },
            NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await receiver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The repository's address with a token in it, or without.</summary>
    public string Url(string? token) =>
        token is null ? $"{Base}ddd/integrations.git" : $"http://ddd:{token}@{Base.Authority}/ddd/integrations.git";

    public async Task<GitClone> CloneAsync(string name)
    {
        var clone = new GitClone(this, Path.Combine(folder, name));
        await GitAsync("clone", "--quiet", Url(PushToken), clone.Folder);
        return clone;
    }

    public async Task<string> GitAsync(params string[] arguments) =>
        (await ToolRunner.RunAsync(
            new ToolCommand("git", ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "credential.helper=", .. arguments])
            {
                Environment = new Dictionary<string, string?> { ["GIT_TERMINAL_PROMPT"] = "0", ["GIT_ASKPASS"] = "true" },
            },
            TestContext.Current.CancellationToken)).StandardOutput;

    /// <summary>The event of a commit, once it is delivered.</summary>
    public async Task<(byte[] Body, Dictionary<string, string> Headers)> EventOfAsync(string commit)
    {
        await new Wait($"the event of {commit}", TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(50), "").UntilAsync(
            _ => Task.FromResult(events.ContainsKey(commit) ? null : $"{events.Count} other events"), TimeProvider.System, TestContext.Current.CancellationToken);
        return events[commit];
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var push = JsonDocument.Parse(body.ToArray());
        events[push.RootElement.GetProperty("after").GetString()!] =
            (body.ToArray(), context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
