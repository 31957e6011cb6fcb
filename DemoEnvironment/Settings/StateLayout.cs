namespace DddAspire.DemoEnvironment.Settings;

/// <summary>What lies where in the state folder.</summary>
/// <param name="Root">The state folder, absolute.</param>
public sealed record StateLayout(string Root)
{
    /// <summary>What was set up: <see cref="State.EnvironmentState"/> as JSON.</summary>
    public string Environment => Path.Combine(Root, "environment.json");

    /// <summary>The administrator's kubeconfig.</summary>
    public string Kubeconfig => Path.Combine(Root, "kubeconfig");

    /// <summary>The kubeconfig of the pipeline's ServiceAccount.</summary>
    public string PipelineKubeconfig => Path.Combine(Root, "pipeline.kubeconfig");

    /// <summary>Tokens and passwords, readable by the owner alone.</summary>
    public string Secrets => Path.Combine(Root, "secrets");

    /// <summary>Logs of the programs in the background.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>The built-in git server's repository, statuses and delivery log.</summary>
    public string Git => Path.Combine(Root, "git");

    /// <summary>Working copies and build output that can be made again.</summary>
    public string Work => Path.Combine(Root, "work");

    /// <summary>Reports of stories; kept when everything else is removed.</summary>
    public string Reports => Path.Combine(Root, "reports");

    /// <summary>What image recipes keep between builds; kept when everything else is removed.</summary>
    public string ImageCache => Path.Combine(Root, "image-cache");

    /// <summary>Copies of our own programs, for those in the background.</summary>
    public string Programs => Path.Combine(Root, "programs");

    /// <summary>Is there when the network <c>kind</c> was not, before we made a cluster.</summary>
    public string NetworkMark => Path.Combine(Root, "kind-network-is-ours");

    /// <summary>Is there while kind makes the cluster, and after kind was interrupted in it.</summary>
    public string KindAtWork => Path.Combine(Root, "kind-at-work");

    /// <summary>Is there when the state is that of a cluster that the user has: <see cref="State.ExistingClusterMarkerFile"/> as JSON.</summary>
    public string ExistingCluster => Path.Combine(Root, "existing-cluster.json");

    /// <summary>The engine that runs the containers: <see cref="State.EngineMarkerFile"/>.</summary>
    public string Engine => Path.Combine(Root, "engine");

    /// <summary>Held by the command that is changing the environment.</summary>
    public string Lock => Path.Combine(Root, "lock");

    /// <summary>The pid file of a program in the background.</summary>
    public string PidFile(string program) => Path.Combine(Root, $"{program}.pid");

    /// <summary>The log of a program in the background.</summary>
    public string Log(string program) => Path.Combine(Logs, $"{program}.log");
}
