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
    internal override async Task<bool> IsNativeAsync(CancellationToken cancellationToken)
    {
        var info = await ToolRunner.RunAsync(Command("info", "--format", "{{.OperatingSystem}}"), cancellationToken);
        return OperatingSystem.IsLinux() && !info.StandardOutput.Contains("Docker Desktop", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    internal override ToolCommand Push(string reference) => Command("push", "--quiet", reference);

    /// <inheritdoc/>
    internal override ToolCommand Pull(string reference) => Command("pull", reference);
}
