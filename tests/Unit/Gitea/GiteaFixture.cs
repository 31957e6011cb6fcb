using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DddAspire.DemoEnvironment.GitServers.Gitea;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.GiteaStandIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace DddAspire.Unit.Gitea;

/// <summary>A stand-in for Gitea in this process, its command line, a receiver of its webhooks, and a state folder that can be lost.</summary>
internal sealed class GiteaFixture : IAsyncDisposable
{
    private readonly string folder;
    private readonly ConcurrentQueue<(string Path, byte[] Body, string Signature)> received = new();
    private readonly WebApplication receiver;
    private readonly TimeProvider time;

    private GiteaFixture(WebApplication receiver, StandInServer server, StandInStore store, TimeProvider time, string folder) =>
        (this.receiver, Server, Store, this.time, this.folder) = (receiver, server, store, time, folder);

    public StandInServer Server { get; }

    public StandInStore Store { get; }

    public ImmutableArray<(string Path, byte[] Body, string Signature)> Received => [.. received];

    public SecretStore Secrets => new(new StateLayout(Path.Combine(folder, "state")), ImmutableSortedDictionary<string, string>.Empty);

    public Uri Receiver => new($"{receiver.Urls.First()}/webhook");

    public GiteaSetup Setup => new(Command, Secrets, Server.Address, time);

    public GiteaCommand Command => new((arguments, _) => StandInCommandLine.Run(Store, arguments) is (0, var text)
        ? Task.FromResult(text)
        : throw new ToolFailedException(new ToolCommand("gitea", arguments), 1, StandInCommandLine.Run(Store, arguments).Text));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<GiteaFixture> StartAsync(Func<StandInSettings, StandInSettings>? change = null, TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("ddd-gitea-").FullName;
        var store = new StandInStore(Path.Combine(folder, "gitea", "stand-in.json"));
        var settings = new StandInSettings { Folder = Path.Combine(folder, "gitea"), Port = FreePort(), AllowedHosts = "loopback", QueuePoll = TimeSpan.Zero };
        var server = await StandInServer.StartAsync(change?.Invoke(settings) ?? settings, store, time ?? TimeProvider.System, Token);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = builder.Build();
        var fixture = new GiteaFixture(receiver, server, store, TimeProvider.System, folder);
        receiver.MapPost("/{**path}", fixture.ReceiveAsync);
        receiver.MapGet("/{**path}", (HttpRequest request) => fixture.Received.Any(one => one.Path == request.Path) ? Results.NoContent() : Results.NotFound());
        await receiver.StartAsync(Token);
        return fixture;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await receiver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What happens when somebody deletes the state folder.</summary>
    public void LoseState() => Directory.Delete(Path.Combine(folder, "state"), recursive: true);

    /// <summary>Clones with the token, as a user of the clone command does.</summary>
    public async Task<string> CloneAsync(string name)
    {
        var clone = Path.Combine(folder, name);
        var url = new UriBuilder(new Uri(Server.Address, "/ddd/integrations.git")) { UserName = "ddd", Password = Secrets.Find(SecretStore.GitToken) };
        await GitAsync("clone", "--quiet", url.ToString(), clone);
        return clone;
    }

    public async Task<string> CommitAsync(string clone, string file)
    {
        await File.WriteAllTextAsync(Path.Combine(clone, file), file, Token);
        await GitAsync("-C", clone, "add", "--all");
        await GitAsync("-C", clone, "commit", "--quiet", "--message", $"Add {file}");
        return await GitAsync("-C", clone, "rev-parse", "HEAD");
    }

    public async Task<string> GitAsync(params string[] arguments) =>
        (await ToolRunner.RunAsync(
            new ToolCommand("git", ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "credential.helper=", .. arguments])
            {
                Environment = new Dictionary<string, string?> { ["GIT_TERMINAL_PROMPT"] = "0", ["GIT_ASKPASS"] = "true" },
            },
            Token)).StandardOutput;

    /// <summary>The push events of a ref, once there are so many.</summary>
    public async Task<ImmutableArray<JsonElement>> EventsAsync(string reference, int count)
    {
        var events = ImmutableArray<JsonElement>.Empty;
        await new Wait($"{count} events of {reference}", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(50), "").UntilAsync(
            _ =>
            {
                events = [.. Received.Where(one => one.Path == "/webhook").Select(one => JsonDocument.Parse(one.Body).RootElement).Where(push => push.GetProperty("ref").GetString() == reference)];
                return Task.FromResult(events.Length >= count ? null : $"{events.Length} events");
            },
            TimeProvider.System, Token);
        return events;
    }

    private async Task ReceiveAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        received.Enqueue((request.Path, body.ToArray(), request.Headers["X-Gitea-Signature"].ToString()));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
