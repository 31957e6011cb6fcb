using System.Text;
using System.Text.Json;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.Platform;

/// <summary>The kubeconfig of the pipeline's ServiceAccount, with the token of its Secret.</summary>
internal sealed class PipelineKubeconfig(StateLayout layout, TimeProvider time)
{
    private const string Account = "ddd-pipeline";
    private const string AccountNamespace = "ddd-dev";
    private readonly Kubectl kubectl = new(layout.Kubeconfig);

    /// <summary>Waits for the token, which the cluster makes shortly after the Secret, and writes the file.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        string? token = null;
        await new Wait($"the token of ServiceAccount {Account}", TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(500),
                $"kubectl --kubeconfig {layout.Kubeconfig} -n {AccountNamespace} describe secret {Account}-token")
            .UntilAsync(async look => (token = await FindTokenAsync(look)) is null ? "the Secret has no token yet" : null, time, cancellationToken);
        using var admin = await kubectl.JsonAsync(["config", "view", "--raw", "--minify", "--flatten"], cancellationToken);
        var cluster = admin.RootElement.GetProperty("clusters")[0].GetProperty("cluster");
        OwnerFile.Write(layout.PipelineKubeconfig, Text(cluster, token!));
    }

    internal static string Text(JsonElement cluster, string token) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Config",
        ["clusters"] = new[] { new { name = "ddd", cluster } },
        ["users"] = new[] { new { name = Account, user = new { token } } },
        ["contexts"] = new[] { new { name = "ddd", context = new { cluster = "ddd", user = Account, @namespace = AccountNamespace } } },
        ["current-context"] = "ddd",
    });

    private async Task<string?> FindTokenAsync(CancellationToken cancellationToken)
    {
        using var secret = await kubectl.JsonAsync(["get", "secret", $"{Account}-token", $"--namespace={AccountNamespace}"], cancellationToken);
        return secret.RootElement.TryGetProperty("data", out var data) && data.TryGetProperty("token", out var token)
            ? Encoding.UTF8.GetString(token.GetBytesFromBase64())
            : null;
    }
}
