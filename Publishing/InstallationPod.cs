using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;

namespace DddAspire.Publishing;

/// <summary>What the pod has beside the demo's own container: an account, a way to the cluster, and an engine that builds images.</summary>
internal static class InstallationPod
{
    /// <summary>The account that the pod works as.</summary>
    public const string Account = "demo";

    /// <summary>The kubeconfig context that means the cluster around the pod.</summary>
    public const string Context = "this-cluster";

    private const string Access = "cluster-access";
    private const string Socket = "docker-socket";
    private const string SocketFolder = "/run/docker";
    private const string Engine = "docker:28.5-dind";

    private const string Kubeconfig = $"""
        apiVersion: v1
        kind: Config
        clusters:
          - name: {Context}
            cluster:
              server: https://kubernetes.default.svc
              certificate-authority: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
        users:
          - name: {Context}
            user:
              tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token
        contexts:
          - name: {Context}
            context:
              cluster: {Context}
              user: {Context}
        current-context: {Context}

        """;

    /// <summary>Completes what Aspire made of the container.</summary>
    /// <param name="installed">The pod's Deployment and what goes with it.</param>
    /// <param name="registry">The registry's address, as Helm finds it.</param>
    public static void Complete(KubernetesResource installed, string registry)
    {
        var deployment = (Deployment)installed.Workload!;
        // Two pods would both deploy, from two git repositories.
        deployment.Spec.Strategy = new DeploymentStrategyV1 { Type = "Recreate", RollingUpdate = null! };

        var pod = deployment.PodTemplate.Spec;
        pod.ServiceAccountName = Account;
        // The demo's programs go on when the command that started them ends: somebody has to collect them when they end too.
        pod.ShareProcessNamespace = true;
        pod.Volumes.Add(new VolumeV1 { Name = Access, ConfigMap = new ConfigMapVolumeSourceV1 { Name = Access } });
        pod.Volumes.Add(new VolumeV1 { Name = Socket, EmptyDir = new EmptyDirVolumeSourceV1() });
        ConnectDemo(pod.Containers.Single());
        pod.Containers.Add(EngineContainer(registry));

        installed.AdditionalResources.Add(new ServiceAccountV1 { Metadata = { Name = Account } });
        installed.AdditionalResources.Add(new ConfigMap { Metadata = { Name = Access }, Data = { ["kubeconfig"] = Kubeconfig } });
    }

    private static void ConnectDemo(ContainerV1 demo)
    {
        demo.Env.Add(new EnvVarV1 { Name = "KUBECONFIG", Value = "/etc/ddd/kubeconfig" });
        demo.Env.Add(new EnvVarV1 { Name = "DOCKER_HOST", Value = $"unix://{SocketFolder}/docker.sock" });
        demo.VolumeMounts.Add(new VolumeMountV1 { Name = Access, MountPath = "/etc/ddd", ReadOnly = true });
        demo.VolumeMounts.Add(new VolumeMountV1 { Name = Socket, MountPath = SocketFolder });
        demo.ReadinessProbe = new ProbeV1
        {
            Exec = new ExecActionV1 { Command = { "test", "-e", "/state/environment.json" } },
            PeriodSeconds = 2,
        };
    }

    // Listens on a socket that only this pod has. It needs to be privileged, as every engine in a container does.
    private static ContainerV1 EngineContainer(string registry) => new()
    {
        Name = "docker",
        Image = Engine,
        Command = { "dockerd-entrypoint.sh", "dockerd" },
        Args = { $"--host=unix://{SocketFolder}/docker.sock", $"--insecure-registry={registry}" },
        SecurityContext = new SecurityContextV1 { Privileged = true },
        VolumeMounts = { new VolumeMountV1 { Name = Socket, MountPath = SocketFolder } },
    };
}
