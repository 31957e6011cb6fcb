using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.Unit.Images;

/// <summary>An engine that has no image, and whose network can be cut: a script in the place of docker's command line.</summary>
internal sealed class FakeEngine : ContainerEngine, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ddd-engine-");

    public FakeEngine()
    {
        File.WriteAllText(Program, $"""
            #!/bin/sh
            case $1 in
                image) echo "Error: No such image: $5" >&2; exit 1 ;;
                pull)
                    echo "$2" >>{folder.FullName}/pulls
                    test -e {folder.FullName}/cut || exit 0
                    echo 'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host' >&2
                    exit 1 ;;
            esac
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Whether registries can't be reached.</summary>
    public bool IsCut
    {
        set
        {
            if (value)
            {
                File.WriteAllText(Path.Combine(folder.FullName, "cut"), "");
            }
            else
            {
                File.Delete(Path.Combine(folder.FullName, "cut"));
            }
        }
    }

    /// <summary>What it was told to pull.</summary>
    public string[] Pulls => File.ReadAllLines(Path.Combine(folder.FullName, "pulls"));

    public override string Name => "an engine of the tests";

    public override string Program => Path.Combine(folder.FullName, "engine");

    internal override string HostAlias => "host.test";

    internal override string InfoFormat => "";

    internal override string GatewayFormat => "";

    public override Task BuildAndPushAsync(ImageBuild build, TimeSpan limit, Action<string> say, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose() => folder.Delete(recursive: true);

    internal override Task<string> EndpointAsync(CancellationToken cancellationToken) => Task.FromResult("");

    internal override Task<EnginePlace> PlaceAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    internal override ToolCommand Push(string reference) => Command("push", reference);

    internal override ToolCommand Pull(string reference) => Command("pull", reference);
}
