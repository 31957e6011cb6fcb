using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>Docker Engine, with BuildKit for the integrations' images.</summary>
internal sealed class DockerEngine : ContainerEngine
{
    private readonly Buildx buildx = new();

    /// <inheritdoc/>
    public override string Name => "Docker Engine";

    /// <inheritdoc/>
    public override string Program => "docker";

    /// <inheritdoc/>
    internal override string HostAlias => "host.docker.internal";

    /// <inheritdoc/>
    internal override string InfoFormat => "{{.ServerVersion}}|{{.CgroupVersion}}|{{.NCPU}}|{{.MemTotal}}|";

    /// <inheritdoc/>
    internal override string GatewayFormat => "{{range .IPAM.Config}}{{.Gateway}} {{end}}";

    /// <inheritdoc/>
    public override async Task BuildAndPushAsync(ImageBuild build, TimeSpan limit, Action<string> say, CancellationToken cancellationToken) =>
        await ToolRunner.RunAsync(
            // No provenance attestation: it would make the image an index whose digest changes with every build.
            await buildx.CommandAsync(["build", "--progress=plain", "--push", "--provenance=false", .. build.Arguments()], cancellationToken) with
            {
                Limit = limit,
                // The commit is a label already: buildx need not ask git for it, seven times.
                Environment = new Dictionary<string, string?> { ["BUILDX_NO_DEFAULT_ATTESTATIONS"] = "1", ["BUILDX_GIT_INFO"] = "false" },
            },
            say,
            cancellationToken);

    /// <inheritdoc/>
    internal override async Task<ToolCommand> BuildCommandAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Command(["build", .. arguments]) with
        {
            Environment = new Dictionary<string, string?> { ["BUILDX_BUILDER"] = await buildx.BuilderAsync(cancellationToken) },
        };

    // DOCKER_HOST and DOCKER_CONTEXT are heeded by this question as by every other.
    /// <inheritdoc/>
    internal override async Task<string> EndpointAsync(CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(Command("context", "inspect", "--format", "{{.Endpoints.docker.Host}}"), cancellationToken)).StandardOutput.Trim();

    /// <inheritdoc/>
    internal override async Task<EnginePlace> PlaceAsync(CancellationToken cancellationToken)
    {
        var endpoint = EndpointAsync(cancellationToken);
        var info = await AskAsync(["info", "--format", EnginePlace.DockerFormat], cancellationToken);
        return EnginePlace.OfDocker(await endpoint, info.StandardOutput, EnginePlace.OwnKernel());
    }

    /// <inheritdoc/>
    internal override ToolCommand Push(string reference) => Command("push", "--quiet", reference);

    /// <inheritdoc/>
    internal override ToolCommand Pull(string reference) => Command("pull", reference);
}
