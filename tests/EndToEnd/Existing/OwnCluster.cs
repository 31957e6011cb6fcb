using System.Text;
using System.Text.Json;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Xunit;

namespace DddAspire.EndToEnd.Existing;

/// <summary>What a user has who brings a cluster: here a kind cluster with a registry of its own, and a kubeconfig that names them.</summary>
public sealed class OwnCluster : IAsyncLifetime
{
    public const string Context = $"kind-{Name}";
    public const string Guest = "guest";
    public const string Registry = "localhost:5002";

    private const string Name = "users-own";
    private const string RegistryContainer = $"{Name}-registry";
    private static readonly string[] OtherPorts = ["--page-port", "5150", "--dev-api-port", "8181", "--api-port", "8180", "--git-port", "3100", "--load-port", "5155"];

    private readonly string folder = Directory.CreateTempSubdirectory("ddd-own-cluster").FullName;
    private bool made;

    /// <summary>The state folder of the demo on this cluster.</summary>
    public string State => Path.Combine(folder, "state");

    /// <summary>The cluster as its owner sees it.</summary>
    public Cluster Cluster => new(Kubeconfig);

    private string Kubeconfig => Path.Combine(folder, "kubeconfig");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (made)
        {
            await ToolRunner.RunAsync(new("kind", ["delete", "cluster", "--name", Name, "--kubeconfig", Kubeconfig]), CancellationToken.None);
            await EngineAsync("rm", "--force", "--volumes", RegistryContainer);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Makes the cluster, once.</summary>
    /// <param name="images">Images by name, as in environment.json.</param>
    public async Task EnsureAsync(JsonElement images)
    {
        if (made)
        {
            return;
        }

        made = true;
        await EngineAsync("run", "--detach", "--name", RegistryContainer, "--publish", "127.0.0.1:5002:5000", images.GetProperty("registry").GetString()!);
        await ToolRunner.RunAsync(
            new("kind", ["create", "cluster", "--name", Name, "--image", images.GetProperty("node").GetString()!, "--kubeconfig", Kubeconfig, "--wait", "3m"])
            {
                Limit = TimeSpan.FromMinutes(5),
            },
            Stop);
        await EngineAsync("network", "connect", "kind", RegistryContainer);
        await ToolRunner.RunAsync(
            Host.Engine.Command(
                "exec", "--interactive", $"{Name}-control-plane", "sh", "-c", $"mkdir -p /etc/containerd/certs.d/{Registry} && cat >/etc/containerd/certs.d/{Registry}/hosts.toml") with
            {
                StandardInput = $"[host.\"http://{RegistryContainer}:5000\"]\n",
            },
            Stop);
        await AddGuestAsync();
    }

    /// <summary><c>./demo</c> with the user's kubeconfig and ports that leave the other demo alone.</summary>
    public Task<ToolResult> DemoAsync(params string[] arguments) =>
        new DemoCommand(State, line => TestContext.Current.TestOutputHelper?.WriteLine(line), new Dictionary<string, string?> { ["KUBECONFIG"] = Kubeconfig })
            .RunAsync([.. arguments, .. OtherPorts], Stop);

    // An account without any rights.
    private async Task AddGuestAsync()
    {
        await Cluster.KubectlAsync("apply", "--filename", await WriteAsync("guest.yaml", """
            apiVersion: v1
            kind: ServiceAccount
            metadata: { name: guest, namespace: default }
            ---
            apiVersion: v1
            kind: Secret
            metadata: { name: guest-token, namespace: default, annotations: { kubernetes.io/service-account.name: guest } }
            type: kubernetes.io/service-account-token
            """));
        var token = "";
        await Awaited.ThatAsync("the guest's token", TimeSpan.FromSeconds(30), async _ =>
        {
            token = await Cluster.KubectlAsync("get", "secret", "guest-token", "--output=jsonpath={.data.token}");
            return token.Length > 0 ? null : "not issued yet";
        });
        await Cluster.KubectlAsync("config", "set-credentials", Guest, $"--token={Encoding.UTF8.GetString(Convert.FromBase64String(token))}");
        await Cluster.KubectlAsync("config", "set-context", Guest, $"--cluster={Context}", $"--user={Guest}");
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text, Stop);
        return path;
    }

    private static Task EngineAsync(params string[] arguments) => ToolRunner.RunAsync(Host.Engine.Command(arguments), CancellationToken.None);
}
