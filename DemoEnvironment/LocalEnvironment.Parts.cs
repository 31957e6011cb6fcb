using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Platform;
using DddAspire.DemoEnvironment.Preflight;
using DddAspire.DemoEnvironment.Programs;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoEnvironment;

/// <content>For whoever brings the parts up one by one, in an order of its own, and runs the programs itself.</content>
public sealed partial class LocalEnvironment
{
    /// <summary>
    /// Keeps other commands from changing the environment until the result is disposed, stops the programs that an earlier
    /// <see cref="UpAsync"/> left in the background, and makes sure that the ports are free.
    /// </summary>
    public async Task<StateLock> TakeOverAsync(CancellationToken cancellationToken)
    {
        var alone = await StateLock.TakeAsync(options.Layout, UpLock, steps, time, cancellationToken);
        try
        {
            var endpoint = await EngineMarkerFile.CheckAsync(options, cancellationToken);
            images.Expect(ExpectedImages());
            foreach (var program in PortCheck.OurPrograms)
            {
                var spec = new ProgramSpec(program, "", [], new Uri($"http://127.0.0.1:{options.Ports.Page}"));
                await new BackgroundProgram(spec, options.Layout, steps, time).DeleteAsync(cancellationToken);
            }

            await PortCheck.RunAsync(options, cancellationToken);
            await EngineMarkerFile.LeaveAsync(options, endpoint, cancellationToken);
            return alone;
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>What stood in the way of a part may be gone: nothing that was found to be out of reach is taken to be so any more.</summary>
    public void TryAgain() => images.ForgetUnreachable();

    /// <summary>Decides on the git server and does what has to be done for it before the runner starts.</summary>
    /// <returns>The server; the built-in one answers as soon as the runner does.</returns>
    public async Task<IGitServer> PrepareGitAsync(CancellationToken cancellationToken)
    {
        var choice = await GitServerSelection.DecideAsync(options, images, steps, cancellationToken);
        return await PrepareGitAsync(choice, cancellationToken);
    }

    private async Task<IGitServer> PrepareGitAsync(GitServerChoice choice, CancellationToken cancellationToken)
    {
        var server = GitServer(choice);
        if (choice == GitServerChoice.Gitea)
        {
            await server.EnsureAsync(cancellationToken);
        }
        else
        {
            await Gitea.StandDownAsync(cancellationToken);
            Secrets.Ensure(SecretStore.GitToken);
            Secrets.Ensure(SecretStore.WebhookSecret);
        }

        return server;
    }

    /// <summary>Lets the cluster pull from the registry and puts into it what the integrations need; both must run.</summary>
    public async Task EnsurePlatformAsync(CancellationToken cancellationToken)
    {
        var postgres = ProvideAsync(ImageName.Postgres, Task.CompletedTask, cancellationToken);
        var nats = ProvideAsync(ImageName.Nats, Task.CompletedTask, cancellationToken);
        await Task.WhenAll(postgres, nats, RegistryAccess.EnsureAsync(cancellationToken));
        await Platform.EnsureAsync(await postgres, await nats, cancellationToken);
    }

    /// <summary>Writes down what was set up, which is what the runner waits for; every part must be there, and the git server's webhooks arrive.</summary>
    public async Task AnnounceAsync(GitServerState git, CancellationToken cancellationToken)
    {
        await Cluster.WaitUntilReadyAsync(cancellationToken);
        if (await WhyNotDeliveredAsync(git, cancellationToken) is { } reason)
        {
            throw GitServerFallback.Undelivered(reason);
        }

        EnvironmentStateFile.Write(options.Layout, await DescribeAsync(git, cancellationToken));
    }

    /// <summary>Advice as it holds for this environment's state folder and ports.</summary>
    public string Advise(string text) => Advice.For(text, options);

    /// <summary>Null when a service of the platform has a pod that takes connections, else what was seen instead.</summary>
    /// <param name="targetNamespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<string?> WorkloadHealthAsync(string targetNamespace, string name, CancellationToken cancellationToken)
    {
        try
        {
            var pods = await new ClusterAdmin(options.Layout.Kubeconfig).PodsAsync(targetNamespace, $"app.kubernetes.io/name={name}", cancellationToken);
            return pods.Any(pod => pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true)
                ? null
                : $"no pod of {name} in {targetNamespace} is ready";
        }
        catch (ClusterCallException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>How pods reach this machine: its address in the cluster's network, or the name that the engine gives it.</summary>
    public Task<string> AddressForPodsAsync(CancellationToken cancellationToken) =>
        options.Engine.AddressOfThisMachineAsync(KindNetwork.Name, cancellationToken);

    /// <summary>Lets the integrations send their telemetry from the next start of their pods on; the namespaces must be there.</summary>
    /// <param name="endpoint">An OTLP endpoint that speaks gRPC, as pods reach it.</param>
    /// <param name="headers">What each call carries, such as a key; null for nothing.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task ExportTelemetryAsync(Uri endpoint, string? headers, CancellationToken cancellationToken) =>
        new ClusterAdmin(options.Layout.Kubeconfig).ApplyAsync(TelemetryManifest.For(endpoint, headers), cancellationToken);
}
