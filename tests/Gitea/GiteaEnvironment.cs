using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using DddAspire.DemoEnvironment;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.GitServers.Gitea;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;
using Xunit;

namespace DddAspire.Gitea;

/// <summary>An environment of which only the git server is brought up, with ports and a state folder of its own.</summary>
internal sealed class GiteaEnvironment : IProgress<EnvironmentEvent>, IAsyncDisposable
{
    /// <summary>The reason shown for tests that were left out.</summary>
    public const string NeedsImage = "needs DDD_GIT_IMAGE, the image of Gitea or of its stand-in (./test gitea sets it), and an engine that answers";

    private readonly string state = Path.Combine(Path.GetTempPath(), $"ddd-gitea-{Guid.NewGuid():N}");

    /// <summary>Gitea's image, or its stand-in's.</summary>
    public static string? Image { get; } = Environment.GetEnvironmentVariable("DDD_GIT_IMAGE");

    public static bool HasImage => !string.IsNullOrEmpty(Image);

    public static ContainerEngine Engine { get; } =
        ContainerEngine.All.Single(engine => engine.Program == (Environment.GetEnvironmentVariable(ContainerEngine.Variable) is { Length: > 0 } program ? program : "docker"));

    public Ports Ports { get; set; } = FreePorts();

    public GitServerChoice Git { get; set; } = GitServerChoice.Gitea;

    public string ContainerName => GiteaServer.ContainerNameOf(EnvironmentOwner.Of(state));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private EnvironmentOptions Options => new()
    {
        RepositoryRoot = state, StateDirectory = state, Engine = Engine, Ports = Ports, Git = Git, GitImage = Image,
        Cluster = ClusterChoice.Existing, Context = "none", Registry = "localhost:5001",
    };

    /// <summary>What <c>up</c> does first of all, and then about the git server.</summary>
    public async Task<GitServerState> UpAsync()
    {
        using var local = new LocalEnvironment(Options, this, TimeProvider.System);
        using var alone = await local.TakeOverAsync(Token);
        return (await local.PrepareGitAsync(Token)).State;
    }

    /// <summary>What <c>down</c> does about the git server.</summary>
    public async Task DownAsync()
    {
        using var local = new LocalEnvironment(Options, this, TimeProvider.System);
        await local.GitServer(GitServerChoice.Gitea).DeleteAsync(Token);
    }

    /// <summary>What happens when somebody deletes the state folder.</summary>
    public void LoseState() => Directory.Delete(state, recursive: true);

    public Task<ContainerFacts?> ContainerAsync() => Engine.FindContainerAsync(ContainerName, Token);

    /// <summary>Whether the server takes the token that the state folder has.</summary>
    public static async Task<HttpStatusCode> AskAsync(GitServerState git)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", (await File.ReadAllTextAsync(git.TokenFile, Token)).Trim());
        using var answer = await client.GetAsync(new Uri(git.BaseUrl, "/api/v1/user"), Token);
        return answer.StatusCode;
    }

    /// <summary>Pushes a commit as a user does.</summary>
    public async Task<string> PushAsync(GitServerState git)
    {
        var url = new UriBuilder(git.CloneUrl) { UserName = git.Owner, Password = (await File.ReadAllTextAsync(git.TokenFile, Token)).Trim() };
        var clone = Path.Combine(state, "clone");
        await GitAsync("init", "--quiet", "--initial-branch=main", clone);
        await GitAsync("-C", clone, "commit", "--quiet", "--allow-empty", "--message", "Begin");
        await GitAsync("-C", clone, "push", "--quiet", url.ToString(), "HEAD:main");
        return await GitAsync("-C", clone, "rev-parse", "HEAD");
    }

    /// <summary>The head of main, as anybody sees it.</summary>
    public static async Task<string> HeadAsync(GitServerState git) => (await GitAsync("ls-remote", git.CloneUrl.ToString(), "main")).Split('\t')[0];

    public static Task EngineAsync(params string[] arguments) => ToolRunner.RunAsync(Engine.Command(arguments), Token);

    public void Report(EnvironmentEvent value)
    {
        if (value is EnvironmentEvent.StepProgressed progressed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{progressed.Step}: {progressed.Line}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var local = new LocalEnvironment(Options, this, TimeProvider.System);
        await local.GitServer(GitServerChoice.Gitea).DeleteAsync(CancellationToken.None);
        if (Directory.Exists(state))
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private static async Task<string> GitAsync(params string[] arguments) =>
        (await ToolRunner.RunAsync(
            new("git", ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false", .. arguments])
            {
                Environment = new Dictionary<string, string?> { ["GIT_TERMINAL_PROMPT"] = "0" },
            },
            Token)).StandardOutput;

    private static Ports FreePorts()
    {
        var listeners = Enumerable.Range(0, 6).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return new() { Registry = ports[0], Api = ports[1], DevApi = ports[2], Page = ports[3], Git = ports[4], Load = ports[5] };
    }
}
