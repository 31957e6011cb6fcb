using System.Text;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.Platform;

/// <summary>The kubeconfig of the pipeline's ServiceAccount, with the token of its Secret.</summary>
internal sealed class PipelineKubeconfig(StateLayout layout, TimeProvider time)
{
    private const string Account = "ddd-pipeline";
    private const string AccountNamespace = Solution.DevNamespace;
    private readonly ClusterAdmin cluster = new(layout.Kubeconfig);

    /// <summary>Waits for the token, which the cluster makes shortly after the Secret, and writes the file.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var token = await new Wait($"the token of ServiceAccount {Account}", TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(500),
                $"kubectl --kubeconfig {layout.Kubeconfig} -n {AccountNamespace} describe secret {Account}-token")
            .ForAsync(FindTokenAsync, time, cancellationToken);
        PrivateFile.Write(
            layout.PipelineKubeconfig,
            Kubeconfig.ForAccount(await File.ReadAllTextAsync(layout.Kubeconfig, cancellationToken), Account, token, AccountNamespace));
    }

    private async Task<Observation<string>> FindTokenAsync(CancellationToken cancellationToken)
    {
        var secret = await cluster.SecretAsync(AccountNamespace, $"{Account}-token", cancellationToken);
        return new(secret.Data?.TryGetValue("token", out var token) == true ? Encoding.UTF8.GetString(token) : null, "the Secret has no token yet");
    }
}
