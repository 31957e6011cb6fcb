using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.Unit.Repository;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class KindConfigTests
{
    private static readonly EnvironmentOwner Owner = EnvironmentOwner.Of("/home/user/.demo");

    [Fact]
    public void Config_WithOtherPorts_MapsThemToTheNodePorts()
    {
        var template = File.ReadAllText(Path.Combine(SourceTree.Root, "kind", "cluster.yaml"));
        var filled = KindConfig.Fill(template, new Ports { Api = 18080, DevApi = 18081 }, new KindChoices(), Owner, allocateNodeCidrs: true);
        filled[filled.IndexOf("    extraPortMappings:", StringComparison.Ordinal)..].ShouldStartWith("""
                extraPortMappings:
                  - containerPort: 30080
                    hostPort: 18080
                    listenAddress: 127.0.0.1
                  - containerPort: 30081
                    hostPort: 18081
                    listenAddress: 127.0.0.1

            """.ReplaceLineEndings("\n"));
        string.Join('\n', filled.Split('\n').Where(line => !line.TrimStart().StartsWith('#'))).ShouldNotContain("${");
    }

    [Fact]
    public void Config_WithWorkersAndMounts_HasThemOnEveryNode()
    {
        var template = File.ReadAllText(Path.Combine(SourceTree.Root, "kind", "cluster.yaml"));
        var filled = KindConfig.Fill(
            template, new Ports(), new KindChoices { WorkerNodes = 2, Mounts = [new("/data/it's", "/mnt/data", ReadOnly: true)] }, Owner, allocateNodeCidrs: true);
        filled.Split("    extraMounts: [{\"hostPath\":\"/data/it\\u0027s\",\"containerPath\":\"/mnt/data\",\"readOnly\":true},{\"hostPath\":\"/lib/modules\",\"containerPath\":\"/ddd.demo/"
            + Owner.Id + "\",\"readOnly\":true}]\n").Length.ShouldBe(4);
        filled.Split("  - role: worker\n").Length.ShouldBe(3);
    }

    [Fact]
    public void HostsFile_OfANode_PointsTheAddressAtTheContainer()
    {
        var command = NodeRegistryAccess.HostsFile(ContainerEngine.Docker, "ddd-control-plane", "localhost:5001");
        command.StandardInput.ShouldBe("[host.\"http://ddd-registry:5000\"]\n");
        command.Arguments[^1].ShouldBe("mkdir -p '/etc/containerd/certs.d/localhost:5001' && cat >'/etc/containerd/certs.d/localhost:5001/hosts.toml'");
    }

    [Fact]
    public void Options_ThatContradict_AreAllReported()
    {
        var options = new EnvironmentOptions
        {
            RepositoryRoot = "/", StateDirectory = "/tmp", Cluster = ClusterChoice.Existing, Ports = new Ports { Api = 70000, Git = 5001 },
        };
        EnvironmentOptionsCheck.Errors(options).ShouldBe(
        [
            "--api-port 70000: a port is a number from 1 to 65535",
            "--registry-port and --git-port are both 5001: each needs a port of its own",
            "--cluster existing needs --context NAME, one of: kubectl config get-contexts -o name",
            "--cluster existing needs --registry HOST:PORT, to which this machine pushes and from which the cluster pulls",
        ]);
    }
}
