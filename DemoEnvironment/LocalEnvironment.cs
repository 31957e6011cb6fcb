using DddAspire.DemoEnvironment.BaseImages;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.GitServers.BuiltIn;
using DddAspire.DemoEnvironment.GitServers.Gitea;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Platform;
using DddAspire.DemoEnvironment.Preflight;
using DddAspire.DemoEnvironment.Prerequisites;
using DddAspire.DemoEnvironment.Programs;
using DddAspire.DemoEnvironment.Registries;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Seeding;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment;

/// <summary>The whole environment on this machine, put together from its parts.</summary>
public sealed partial class LocalEnvironment : IDisposable
{
    private static readonly TimeSpan UpLock = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan DownLock = TimeSpan.FromMinutes(2);
    private readonly EnvironmentOptions options;
    private readonly StepLog steps;
    private readonly TimeProvider time;
    private readonly ImageSupply images;

    /// <summary>Puts the parts together; nothing is started yet.</summary>
    public LocalEnvironment(EnvironmentOptions options, IProgress<EnvironmentEvent> progress, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        steps = new StepLog(progress, time);
        images = new ImageSupply(options.RepositoryRoot, options.Engine, steps, time, options.Kind.NodeImage, options.GitImage);
        Machine = new MachineSetup(options, steps);
        Registry = new LocalRegistry(options, images, steps, time);
        Cluster = options.Cluster == ClusterChoice.Kind ? new KindCluster(options, images, steps, time) : new ExistingCluster(options, steps, time);
        RegistryAccess = new NodeRegistryAccess(options, Registry, steps);
        NodeImages = new NodeImages(options.Engine, RegistryAccess, steps, time);
        Secrets = new SecretStore(options.Layout, options.ChosenSecrets);
        Platform = new PlatformSetup(options, Secrets, steps, time);
        BaseImages = new BaseImageBuilder(options, images, steps, time);
        Seed = new RepositorySeed(options, steps);
    }

    /// <summary>What everything else needs of this machine.</summary>
    public MachineSetup Machine { get; }

    /// <summary>The registry.</summary>
    public LocalRegistry Registry { get; }

    /// <summary>The cluster.</summary>
    public ICluster Cluster { get; }

    /// <summary>The way from the cluster's nodes to the registry.</summary>
    public NodeRegistryAccess RegistryAccess { get; }

    /// <summary>What a new node has before its first pods.</summary>
    internal NodeImages NodeImages { get; }

    /// <summary>What the integrations find in the cluster.</summary>
    public PlatformSetup Platform { get; }

    /// <summary>The fix packs of the integration server.</summary>
    public BaseImageBuilder BaseImages { get; }

    /// <summary>The first content of the git repository.</summary>
    public RepositorySeed Seed { get; }

    /// <summary>Tokens and passwords.</summary>
    public SecretStore Secrets { get; }

    /// <summary>host:port of the registry in use: our own, or the one that the existing cluster pulls from.</summary>
    public string RegistryAddress => options.Registry ?? Registry.Address;

    private GiteaServer Gitea => new(options, images, Secrets, steps, time);

    /// <summary>A git server of that kind.</summary>
    public IGitServer GitServer(GitServerChoice choice) => choice == GitServerChoice.Gitea
        ? Gitea
        : new HostedGitServer(options, Secrets, steps, time);

    /// <summary>Brings everything up; what can go on beside the cluster's start does.</summary>
    /// <param name="programs">What works in the background, for the options with the git server decided.</param>
    /// <param name="cancellationToken">Stops; what is half-made is taken up by the next call or removed by <see cref="DownAsync"/>.</param>
    public async Task UpAsync(Func<EnvironmentOptions, IReadOnlyList<ProgramSpec>> programs, CancellationToken cancellationToken)
    {
        using var alone = await StateLock.TakeAsync(options.Layout, UpLock, steps, time, cancellationToken);
        var endpoint = await EngineMarkerFile.CheckAsync(options, cancellationToken);
        await PortCheck.RunAsync(options, cancellationToken);
        ExistingClusterMarkerFile.Leave(options);
        await EngineMarkerFile.LeaveAsync(options, endpoint, cancellationToken);
        images.Expect(ExpectedImages());
        await ParallelSteps.RunAsync(run => StartAll(run, programs), cancellationToken);
    }

    /// <summary>Removes everything that <see cref="UpAsync"/> made, but reports and the image cache.</summary>
    public async Task DownAsync(Func<EnvironmentOptions, IReadOnlyList<ProgramSpec>> programs, CancellationToken cancellationToken)
    {
        using var alone = await StateLock.TakeAsync(options.Layout, DownLock, steps, time, cancellationToken);
        await EngineMarkerFile.CheckAsync(options, cancellationToken);
        File.Delete(options.Layout.Environment);
        await Task.WhenAll(programs(options).Select(program => new BackgroundProgram(program, options.Layout, steps, time).DeleteAsync(cancellationToken)));
        await Task.WhenAll(
            Cluster.DeleteAsync(cancellationToken),
            RemoveRunImagesAsync(cancellationToken),
            options.Cluster == ClusterChoice.Kind ? Registry.DeleteAsync(cancellationToken) : Task.CompletedTask,
            Gitea.DeleteAsync(cancellationToken));
        await KindNetwork.DeleteAsync(options, steps, cancellationToken);
        await StateRemoval.RunAsync(options.Layout, steps);
    }

    /// <summary>Stops what works in the background; cluster, registry and everything in them stay.</summary>
    public async Task StopProgramsAsync(Func<EnvironmentOptions, IReadOnlyList<ProgramSpec>> programs, CancellationToken cancellationToken)
    {
        using var alone = await StateLock.TakeAsync(options.Layout, DownLock, steps, time, cancellationToken);
        foreach (var program in programs(options).Reverse())
        {
            await new BackgroundProgram(program, options.Layout, steps, time).DeleteAsync(cancellationToken);
        }
    }

    private Task RemoveRunImagesAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Remove the runs' images", async step => step.Removed(await RunImages.RemoveAsync(options.Engine, RegistryAddress, keep: 0, cancellationToken) > 0));

    /// <inheritdoc/>
    public void Dispose() => images.Dispose();

    // The order of lines is not the order of time: each step starts when what it awaits is there.
    private void StartAll(ParallelSteps run, Func<EnvironmentOptions, IReadOnlyList<ProgramSpec>> programs)
    {
        var ours = options.Cluster == ClusterChoice.Kind;
        var registry = ours ? run.Start(Registry.EnsureAsync) : Task.CompletedTask;
        var cluster = run.Start(Cluster.EnsureAsync);
        var git = run.Start(token => StartGitAsync(programs, token));
        var bases = run.Start(token => BaseImages.EnsureAsync(RegistryAddress, registry, token));
        var postgres = run.Start(token => ProvideAsync(ImageName.Postgres, registry, token));
        var nats = run.Start(token => ProvideAsync(ImageName.Nats, registry, token));
        _ = run.Start(async token =>
        {
            await Task.WhenAll(bases, postgres, nats);
            await (ours ? images.GetAsync(ImageName.Node, token) : Task.CompletedTask);
            string[] references = [BaseImageBuilder.Reference(RegistryAddress, BaseImage.All[0]), await postgres, await nats];
            await (ours && !cluster.IsCompleted ? NodeImages.PullAsync(references, token) : Task.CompletedTask);
        });
        var access = run.Start(async token =>
        {
            await Task.WhenAll(registry, cluster);
            await (ours ? RegistryAccess.EnsureAsync(token) : Task.CompletedTask);
        });
        var platform = run.Start(async token =>
        {
            await access;
            await Platform.EnsureAsync(await postgres, await nats, token);
        });
        _ = run.Start(async token =>
        {
            await cluster;
            await Cluster.WaitUntilReadyAsync(token);
        });
        _ = run.Start(async token =>
        {
            await Task.WhenAll(bases, postgres, nats);
            await (ours ? Registry.KeepContentAsync(token) : Task.CompletedTask);
            // Deployments may be applied before the node is ready: their pods start when it is.
            await Task.WhenAll(cluster, git, platform);
            EnvironmentStateFile.Write(options.Layout, await DescribeAsync(await git, token));
        });
    }

    private IEnumerable<ImageName> ExpectedImages() =>
    [
        ImageName.Debian, ImageName.Postgres, ImageName.Nats,
        .. options.Cluster == ClusterChoice.Kind ? [ImageName.Node, ImageName.Registry] : Array.Empty<ImageName>(),
    ];

    // The git server with its first content and, where it is Gitea, the proof that its webhooks arrive.
    private async Task<GitServerState> StartGitAsync(
        Func<EnvironmentOptions, IReadOnlyList<ProgramSpec>> programs, CancellationToken cancellationToken)
    {
        var isKnown = EnvironmentStateFile.Find(options.Layout) is not null;
        var decided = await GitServerSelection.DecideAsync(options, images, steps, cancellationToken);
        return await new GitServerFallback((choice, token) => StartGitAsync(choice, programs, token), WhyNotDeliveredAsync, steps)
            .StartAsync(decided, mayFallBack: options.Git == GitServerChoice.Auto && !isKnown, cancellationToken);
    }

    private async Task<GitServerState> StartGitAsync(
        GitServerChoice choice, Func<EnvironmentOptions, IReadOnlyList<ProgramSpec>> programs, CancellationToken cancellationToken)
    {
        var wanted = programs(options with { Git = choice }).Select(program => new BackgroundProgram(program, options.Layout, steps, time)).ToList();
        // The runner of the other git server holds that one's port, or is to be told of this one.
        await Task.WhenAll(wanted.Where(program => program.HasOtherArguments).Select(program => program.DeleteAsync(cancellationToken)));
        var server = await PrepareGitAsync(choice, cancellationToken);
        await Task.WhenAll(wanted.Select(program => program.EnsureAsync(cancellationToken)));
        if (choice == GitServerChoice.BuiltIn)
        {
            await server.EnsureAsync(cancellationToken);
        }

        await Seed.EnsureAsync(server.State, RegistryAddress, cancellationToken);
        return server.State;
    }

    private async Task<string?> WhyNotDeliveredAsync(GitServerState git, CancellationToken cancellationToken) =>
        git.Kind != GiteaServer.Kind ? null : await steps.RunAsync("Webhook", async step =>
        {
            var reason = await Gitea.WhyNotDeliveredAsync(cancellationToken);
            step.Made(reason is null ? "a test delivery arrived" : "no test delivery arrived");
            return reason;
        });

    private async Task<string> ProvideAsync(ImageName name, Task registry, CancellationToken cancellationToken)
    {
        var image = await images.GetAsync(name, cancellationToken);
        await registry;
        return await new ImagePusher(options.Engine, RegistryAddress, time).PushByContentAsync(image.Reference, $"ddd-{name.Text()}", cancellationToken);
    }

    private async Task<EnvironmentState> DescribeAsync(GitServerState git, CancellationToken cancellationToken) => new(
        new ClusterState(
            Cluster.Title,
            await Cluster.VersionAsync(cancellationToken),
            options.Layout.Kubeconfig,
            options.Layout.PipelineKubeconfig,
            options.Cluster == ClusterChoice.Kind,
            await Cluster.ApiUrlsAsync(cancellationToken)),
        new RegistryState(RegistryAddress),
        git,
        images.References);
}
