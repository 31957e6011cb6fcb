using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.Platform;

/// <summary>What the integrations find in the cluster: namespaces, credentials, database, queue manager, the pipeline's account.</summary>
public sealed class PlatformSetup
{
    private readonly EnvironmentOptions options;
    private readonly SecretStore secrets;
    private readonly StepLog steps;
    private readonly PipelineKubeconfig account;

    internal PlatformSetup(EnvironmentOptions options, SecretStore secrets, StepLog steps, TimeProvider time)
    {
        (this.options, this.secrets, this.steps) = (options, secrets, steps);
        account = new PipelineKubeconfig(options.Layout, time);
    }

    /// <summary>Applies it all; safe to call again. Database and queue manager come up by themselves afterwards.</summary>
    /// <param name="postgresImage">The database's image, as the nodes pull it.</param>
    /// <param name="natsImage">The queue manager's image, as the nodes pull it.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task EnsureAsync(string postgresImage, string natsImage, CancellationToken cancellationToken) =>
        steps.RunAsync("Platform", async step =>
        {
            var manifests = new PlatformManifests(Path.Combine(options.RepositoryRoot, "kind", "platform"), EnvironmentOwner.Of(options.StateDirectory));
            var credentials = PlatformManifests.Namespaces.Select(target => CredentialsManifest.For(target.Name, secrets));
            await new ClusterAdmin(options.Layout.Kubeconfig).ApplyAsync(
                [.. manifests.NamespaceObjects(), .. credentials, .. manifests.Objects(postgresImage, natsImage)], cancellationToken);
            await account.WriteAsync(cancellationToken);
            step.Made(string.Join(", ", PlatformManifests.Namespaces.Select(target => target.Name)));
        });
}
