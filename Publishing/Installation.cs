namespace DddAspire.Publishing;

/// <summary>
/// What publishing gives: a Helm chart that installs the demo into a cluster that is there. In the cluster it is what <c>./demo up --cluster existing</c>
/// is on a laptop, run by a pod: runner, load client, page and git server beside each other, listening on the pod's loopback only, as nothing of
/// it asks for a password.
/// </summary>
internal static class Installation
{
    private const string Name = "demo";
    private const string Registry = "registry";
    private const string StateVolume = "state";

    /// <summary>Puts it into the model as the whole model.</summary>
    public static void AddInstallation(this IDistributedApplicationBuilder builder)
    {
        builder.AddKubernetesEnvironment("kubernetes")
            .WithHelm(helm => helm.WithChartName("ddd-aspire").WithChartDescription("Moves an integration to another fix pack under load, and proves that no call failed"))
            .WithDashboard(enabled: false)
            .WithProperties(kubernetes => kubernetes.DefaultStorageType = "pvc");

        // Empty until it is installed: publishing waits for ever for a value that nobody is there to give.
        var registry = builder.AddParameter(Registry, "", publishValueAsDefault: true)
            .WithDescription("host:port of a registry to which pods push and from which nodes pull, without TLS");
        builder.AddDockerfile(Name, "..", Path.Combine("Publishing", "Dockerfile"))
            .WithEnvironment("DDD_CLUSTER", "existing")
            .WithEnvironment("DDD_CONTEXT", InstallationPod.Context)
            .WithEnvironment("DDD_REGISTRY", registry)
            .WithEnvironment("DDD_GIT", "built-in")
            .WithVolume(StateVolume, "/state")
            .PublishAsKubernetesService(installed =>
            {
                InstallationPod.Complete(installed, $"{{{{ .Values.config.{Name}.{Registry} }}}}");
                installed.AdditionalResources.AddRange(InstallationRights.Of(InstallationPod.Account));
            });
    }
}
