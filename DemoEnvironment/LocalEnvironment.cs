using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Programs;
using DddAspire.DemoEnvironment.Registries;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment;

/// <summary>The whole environment on this machine, put together from its parts.</summary>
public sealed class LocalEnvironment : IDisposable
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
        images = new ImageSupply(options.RepositoryRoot, steps);
        Registry = new LocalRegistry(options, images, steps, time);
        Cluster = new KindCluster(options, images, steps, time);
        RegistryAccess = new NodeRegistryAccess(options, Registry, steps);
        Secrets = new SecretStore(options.Layout);
    }

    /// <summary>The registry.</summary>
    public LocalRegistry Registry { get; }

    /// <summary>The cluster.</summary>
    public KindCluster Cluster { get; }

    /// <summary>The way from the cluster's nodes to the registry.</summary>
    public NodeRegistryAccess RegistryAccess { get; }

    /// <summary>Tokens and passwords.</summary>
    public SecretStore Secrets { get; }

    /// <summary>Brings everything up; what can go on beside the cluster's start does.</summary>
    /// <param name="programs">What works in the background, for the options with the git server decided.</param>
    /// <param name="cancellationToken">Stops; what is half-made is taken up by the next call or removed by <see cref="DownAsync"/>.</param>
    public async Task UpAsync(Func<EnvironmentOptions, IReadOnlyList<ProgramSpec>> programs, CancellationToken cancellationToken)
    {
        using var alone = await StateLock.TakeAsync(options.Layout, UpLock, steps, time, cancellationToken);
        using var run = new ParallelSteps(cancellationToken);
        Secrets.Ensure(SecretStore.GitToken);
        Secrets.Ensure(SecretStore.WebhookSecret);
        var registry = run.Start(Registry.EnsureAsync);
        var cluster = run.Start(Cluster.EnsureAsync);
        _ = run.Start(async token =>
        {
            foreach (var program in programs(options))
            {
                await new BackgroundProgram(program, options.Layout, steps, time).EnsureAsync(token);
            }
        });
        _ = run.Start(async token =>
        {
            await Task.WhenAll(registry, cluster);
            await RegistryAccess.EnsureAsync(token);
        });
        _ = run.Start(async token =>
        {
            await cluster;
            await Cluster.WaitUntilReadyAsync(token);
        });
        await run.EndAsync();
    }

    /// <summary>Removes everything that <see cref="UpAsync"/> made, but reports and the image cache.</summary>
    public async Task DownAsync(Func<EnvironmentOptions, IReadOnlyList<ProgramSpec>> programs, CancellationToken cancellationToken)
    {
        using var alone = await StateLock.TakeAsync(options.Layout, DownLock, steps, time, cancellationToken);
        foreach (var program in programs(options))
        {
            await new BackgroundProgram(program, options.Layout, steps, time).DeleteAsync(cancellationToken);
        }

        await Task.WhenAll(Cluster.DeleteAsync(cancellationToken), Registry.DeleteAsync(cancellationToken));
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

    /// <inheritdoc/>
    public void Dispose() => images.Dispose();
}
