using DddAspire.DemoEnvironment.Containers;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>The kind cluster <c>ddd</c>: one node, its kubeconfig in the state folder.</summary>
public sealed class KindCluster : ICluster
{
    /// <summary>The cluster's name.</summary>
    public const string ClusterName = "ddd";

    /// <summary>The one node's container.</summary>
    public const string NodeName = $"{ClusterName}-control-plane";

    /// <summary>The node port of the API in ddd-test.</summary>
    public const int ApiNodePort = 30080;

    /// <summary>The node port of the API in ddd-dev.</summary>
    public const int DevApiNodePort = 30081;

    // Set when kind has come to its end: a cluster without it was left half-made.
    private const string CompleteAnnotation = "ddd.demo/complete";
    private static readonly TimeSpan CreateLimit = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan RestartLimit = TimeSpan.FromSeconds(90);

    // From kind's start to the container that it asks the engine for: a second or two.
    private static readonly TimeSpan LateNodeLimit = TimeSpan.FromSeconds(5);

    private readonly EnvironmentOptions options;
    private readonly ImageSupply images;
    private readonly StepLog steps;
    private readonly TimeProvider time;
    private readonly ClusterAdmin cluster;
    private readonly EnvironmentOwner owner;

    internal KindCluster(EnvironmentOptions options, ImageSupply images, StepLog steps, TimeProvider time)
    {
        (this.options, this.images, this.steps, this.time) = (options, images, steps, time);
        cluster = new ClusterAdmin(options.Layout.Kubeconfig);
        owner = EnvironmentOwner.Of(options.StateDirectory);
    }

    /// <inheritdoc/>
    public string Name => "cluster";

    /// <inheritdoc/>
    public string Title => ClusterName;

    /// <inheritdoc/>
    public Uri? Url => null;

    /// <inheritdoc/>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var image = await images.GetAsync(ImageName.Node, cancellationToken);
        await steps.RunAsync("Cluster", step => EnsureAsync(image, step, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<string> VersionAsync(CancellationToken cancellationToken) => cluster.VersionAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Uri>> ApiUrlsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, Uri>>(new Dictionary<string, Uri>
        {
            [Solution.DevNamespace] = new($"http://127.0.0.1:{options.Ports.DevApi}"),
            [Solution.TestNamespace] = new($"http://127.0.0.1:{options.Ports.Api}"),
        });

    /// <inheritdoc/>
    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Node ready", _ => new Wait("the node to be ready", TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1),
            $"kubectl --kubeconfig {options.Layout.Kubeconfig} describe nodes").UntilAsync(ReadyAsync, time, cancellationToken));

    /// <inheritdoc/>
    public Task<string?> HealthAsync(CancellationToken cancellationToken) => NodeReadiness.WhyNotAsync(cluster, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Remove the cluster", async step =>
        {
            var node = await FindNodeAsync(cancellationToken);
            if (node is not null && !ClusterOwnership.IsOurs(node))
            {
                step.WasThere($"the kind cluster {ClusterName} was not made by this demo, so it stays");
            }
            else if (node is not null && ClusterOwnership.IsAnothers(node, owner))
            {
                step.WasThere("the cluster is that of another state folder, so it stays");
            }
            else
            {
                await (node is null ? Task.CompletedTask : DeleteClusterAsync(cancellationToken));
                File.Delete(options.Layout.KindAtWork);
                step.Removed(node is not null);
            }
        });

    // kind takes the control plane's taint from an only node. Kubernetes' node controller, which takes away the one of a node that was not
    // ready in the same second, replaces all taints by what it last saw (kubernetes/kubernetes#128304): rarely, that puts kind's back.
    private async Task<string?> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var nodes = await cluster.NodesAsync(cancellationToken);
            if (NodeReadiness.RoleTaintsOfTheOnlyNode(nodes) is { Count: > 0 } left)
            {
                await cluster.RemoveTaintsAsync(nodes[0], left, cancellationToken);
            }
        }
        catch (ClusterCallException exception)
        {
            return exception.Message;
        }

        return await HealthAsync(cancellationToken);
    }

    // Where kind was interrupted, or its starter killed, what it had asked the engine for is still on its way.
    private async Task<ContainerFacts?> FindNodeAsync(CancellationToken cancellationToken)
    {
        var node = await options.Engine.FindContainerAsync(NodeName, cancellationToken);
        if (node is not null || !File.Exists(options.Layout.KindAtWork))
        {
            return node;
        }

        try
        {
            return await new Wait("the node that kind was making", LateNodeLimit, TimeSpan.FromMilliseconds(250), $"{options.Engine.Program} ps --all").ForAsync(
                async token => new Observation<ContainerFacts>(await options.Engine.FindContainerAsync(NodeName, token), "none"), time, cancellationToken);
        }
        catch (WaitTimedOutException)
        {
            return null;
        }
    }

    private async Task EnsureAsync(SuppliedImage image, StepScope step, CancellationToken cancellationToken)
    {
        // kind and kubectl keep each other from the file by this one, which outlives whoever is killed meanwhile. Only one command of ours
        // works on the state folder, and nobody else writes there.
        File.Delete($"{options.Layout.Kubeconfig}.lock");
        var nodes = await NodesAsync(cancellationToken);
        var plan = ClusterPlan.For(
            options.Ports, options.Kind, await FindNodeAsync(cancellationToken), nodes.Count - 1, owner, File.Exists(options.Layout.Kubeconfig));
        if (plan is ClusterPlan.Refuse)
        {
            throw Foreign();
        }

        var unusable = plan is ClusterPlan.Replace(var reason) ? reason : null;
        if (plan is ClusterPlan.Start)
        {
            step.Say("its node stands still: starting it");
            await Task.WhenAll(nodes.Select(node => options.Engine.StartAsync(node, cancellationToken)));
        }

        if (plan is ClusterPlan.Start or ClusterPlan.Check)
        {
            unusable = await WhyUnusableAsync(cancellationToken);
            if (unusable is null)
            {
                Tell(step, plan);
                return;
            }
        }

        if (unusable is not null)
        {
            step.Say($"making it anew: {unusable}");
            await DeleteClusterAsync(cancellationToken);
        }

        await CreateAsync(image, step, cancellationToken);
    }

    /// <summary>That the user has a cluster of that name.</summary>
    internal static ForeignObjectException Foreign() =>
        new($"a kind cluster named {ClusterName}", $"kind delete cluster --name {ClusterName}   # if it can be spared");

    private Task<IReadOnlyList<string>> NodesAsync(CancellationToken cancellationToken) =>
        options.Engine.ContainersWithLabelAsync($"io.x-k8s.kind.cluster={ClusterName}", cancellationToken);

    private static void Tell(StepScope step, ClusterPlan plan)
    {
        if (plan is ClusterPlan.Check)
        {
            step.WasThere("runs already");
        }
        else
        {
            step.Made("started again");
        }
    }

    private async Task<string?> WhyUnusableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ToolRunner.RunAsync(
                options.Engine.Kind("export", "kubeconfig", "--name", ClusterName, "--kubeconfig", options.Layout.Kubeconfig), cancellationToken);
            await new Wait("the cluster to answer", RestartLimit, TimeSpan.FromSeconds(1), $"{options.Engine.Program} logs {NodeName}")
                .UntilAsync(ReadyAsync, time, cancellationToken);
            return NodeReadiness.AllAnnotated(await cluster.NodesAsync(cancellationToken), CompleteAnnotation) ? null : "kind had not finished it";
        }
        catch (DemoException exception) when (exception is ToolFailedException or ToolTimedOutException or WaitTimedOutException or ClusterCallException)
        {
            return exception.Message;
        }
    }

    private async Task CreateAsync(SuppliedImage image, StepScope step, CancellationToken cancellationToken)
    {
        if (image.FromRecipe && options.Kind.WorkerNodes > 0)
        {
            throw new MachineException(
                $"worker nodes need one of kind's own node images: in {image.Reference} the pod network is a file on the one node",
                "choose a Kubernetes version or a node image of kind's own, or no worker nodes");
        }

        Directory.CreateDirectory(options.StateDirectory);
        // Who waits for the environment must wait for the new cluster, not find the old one.
        File.Delete(options.Layout.Environment);
        await KindNetwork.NoteAsync(options, cancellationToken);
        var template = await File.ReadAllTextAsync(Path.Combine(options.RepositoryRoot, "kind", "cluster.yaml"), cancellationToken);
        var create = options.Engine.Kind(
        [
            "create", "cluster", "--name", ClusterName, "--image", image.Reference, "--config", "-",
            "--kubeconfig", options.Layout.Kubeconfig, .. options.Keep ? ["--retain"] : Array.Empty<string>(),
        ]) with
        {
            StandardInput = KindConfig.Fill(template, options.Ports, options.Kind, owner, allocateNodeCidrs: !image.FromRecipe),
            Limit = CreateLimit,
        };
        try
        {
            await RunKindAsync(create, step, cancellationToken);
        }
        catch (ToolFailedException exception) when (exception.Evidence.Contains("failed to remove control plane taint", StringComparison.Ordinal))
        {
            // Kubernetes' node controller writes all taints of a node back as it last saw them: rarely, that undoes kubeadm's just before kind
            // looks for it. kind has removed the cluster by now.
            step.Say("a taint was lost in a race between kubeadm and Kubernetes: once more");
            await RunKindAsync(create, step, cancellationToken);
        }

        await cluster.AnnotateNodesAsync(CompleteAnnotation, cancellationToken);
        step.Made("made by kind");
    }

    private async Task RunKindAsync(ToolCommand create, StepScope step, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(options.Layout.KindAtWork, "", cancellationToken);
        try
        {
            await ToolRunner.RunAsync(create, line => SayProgress(step, line), cancellationToken);
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                File.Delete(options.Layout.KindAtWork);
            }
        }
    }

    // kind's lines start with a bullet, a tick or a cross; what follows at its end is advice for people without a state folder.
    private static void SayProgress(StepScope step, string line)
    {
        if (line.TrimStart() is ['✓' or '✗', ..] telling)
        {
            step.Say(telling.Trim());
        }
    }

    private Task DeleteClusterAsync(CancellationToken cancellationToken) =>
        ToolRunner.RunAsync(
            options.Engine.Kind("delete", "cluster", "--name", ClusterName, "--kubeconfig", options.Layout.Kubeconfig), cancellationToken);
}
