using System.Text.Json;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>kubectl with one kubeconfig, and never the user's own.</summary>
/// <param name="kubeconfig">Its path.</param>
internal sealed class Kubectl(string kubeconfig)
{
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(15);

    /// <summary>Applies manifests. Not server-side: Kubernetes 1.20 then refuses ports without a protocol.</summary>
    public Task ApplyAsync(string yaml, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(Command("apply", "--filename=-")
            with { StandardInput = yaml }, cancellationToken);

    /// <summary>Runs a command that answers with JSON.</summary>
    public async Task<JsonDocument> JsonAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        JsonDocument.Parse((await ToolRunner.RunAsync(Command([.. arguments, "--output=json"]), cancellationToken)).StandardOutput);

    /// <summary>Runs any other command.</summary>
    public Task<ToolResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(Command([.. arguments]), cancellationToken);

    /// <summary>Whether the account of the kubeconfig may do something.</summary>
    public async Task<bool> MayAsync(ClusterPermissions.Permission permission, CancellationToken cancellationToken)
    {
        string[] where = permission.Namespace is { } target ? [$"--namespace={target}"] : [];
        var asked = await ToolRunner.RunAsync(
            Command(["auth", "can-i", permission.Verb, permission.Resource, .. where]) with { AcceptedExitCodes = new HashSet<int> { 0, 1 } }, cancellationToken);
        return asked.ExitCode == 0;
    }

    /// <summary>Null when the API answers and every node is ready, else what was seen instead.</summary>
    public async Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var nodes = await JsonAsync(["get", "nodes"], cancellationToken);
            return NodeReadiness.WhyNot(nodes.RootElement);
        }
        catch (ToolException exception) when (exception is not ToolMissingException)
        {
            return exception.Message;
        }
    }

    /// <summary>The API server's version, such as v1.20.2.</summary>
    public async Task<string> ServerVersionAsync(CancellationToken cancellationToken)
    {
        using var version = await JsonAsync(["version"], cancellationToken);
        return version.RootElement.GetProperty("serverVersion").GetProperty("gitVersion").GetString()!;
    }

    private ToolCommand Command(params string[] arguments) =>
        new("kubectl", [$"--kubeconfig={kubeconfig}", $"--request-timeout={RequestLimit.TotalSeconds:0}s", .. arguments])
        {
            Limit = RequestLimit * 2,
        };
}
