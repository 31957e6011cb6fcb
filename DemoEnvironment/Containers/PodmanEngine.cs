using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>Podman. It has no daemon, keeps its images apart from Docker's, and speaks TLS to a registry on loopback unless told not to.</summary>
internal sealed class PodmanEngine : ContainerEngine
{
    private static readonly TimeSpan PushLimit = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override string Name => "Podman";

    /// <inheritdoc/>
    public override string Program => "podman";

    /// <inheritdoc/>
    internal override string HostAlias => "host.containers.internal";

    /// <inheritdoc/>
    internal override string InfoFormat =>
        "{{.Version.Version}}|{{.Host.CgroupsVersion}}|{{.Host.CPUs}}|{{.Host.MemTotal}}|{{.Host.NetworkBackend}}{{if .Host.Security.Rootless}} rootless{{end}}";

    /// <inheritdoc/>
    internal override string GatewayFormat => "{{range .Subnets}}{{.Gateway}} {{end}}";

    /// <inheritdoc/>
    public override async Task BuildAndPushAsync(ImageBuild build, TimeSpan limit, Action<string> say, CancellationToken cancellationToken)
    {
        await ToolRunner.RunAsync(Command(["build", .. Trust(build.BaseImage), .. build.Arguments()]) with { Limit = limit }, say, cancellationToken);
        await ToolRunner.RunAsync(Push(build.Tag) with { Limit = PushLimit }, say, cancellationToken);
    }

    /// <inheritdoc/>
    internal override Task<string> EndpointAsync(CancellationToken cancellationToken) => Task.FromResult("");

    /// <inheritdoc/>
    internal override async Task<EnginePlace> PlaceAsync(CancellationToken cancellationToken)
    {
        var info = await AskAsync(["info", "--format", EnginePlace.PodmanFormat], cancellationToken);
        return EnginePlace.OfPodman(info.StandardOutput, EnginePlace.OwnKernel());
    }

    /// <inheritdoc/>
    internal override ToolCommand Push(string reference) => Command(["push", "--quiet", .. Trust(reference), reference]);

    /// <inheritdoc/>
    internal override ToolCommand Pull(string reference) => Command(["pull", .. Trust(reference), reference]);

    // As Docker does by itself: what listens on this machine's loopback needs no certificate.
    private static string[] Trust(string reference) =>
        reference.StartsWith("localhost:", StringComparison.Ordinal) || reference.StartsWith("127.0.0.1:", StringComparison.Ordinal) ? ["--tls-verify=false"] : [];
}
