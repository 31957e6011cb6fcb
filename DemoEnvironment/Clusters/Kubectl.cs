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

    private ToolCommand Command(params string[] arguments) =>
        new("kubectl", [$"--kubeconfig={kubeconfig}", $"--request-timeout={RequestLimit.TotalSeconds:0}s", .. arguments])
        {
            Limit = RequestLimit * 2,
        };
}
