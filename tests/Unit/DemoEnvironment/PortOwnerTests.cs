using DddAspire.DemoEnvironment.Listeners;
using DddAspire.DemoEnvironment.Preflight;
using DddAspire.DemoEnvironment.Programs;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class PortOwnerTests
{
    private const string Programs = "/home/ddd/.demo/programs";
    private static readonly string[] Containers = ["ddd-registry", "ddd-control-plane", "ddd-gitea-0a1b2c3d"];

    // From /proc/net/tcp of a machine with a listener on 127.0.0.1:5000 and a connection to it.
    private const string SocketLines = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 732214 1 0000000000000000 100 0 0 10 0
           1: 0100007F:1389 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 732999 1 0000000000000000 20 4 30 10 -1
        """;

    [Fact]
    public void SocketTable_ListeningSocket_GivesItsInodeByPort() =>
        SocketTable.Parse(SocketLines).ShouldBe([new(5000, "732214")]);

    [Fact]
    public void PublishedPorts_RangesAndBothFamilies_NameTheContainer()
    {
        var owners = PublishedPorts.Parse("""
            web	127.0.0.1:8080-8081->30080-30081/tcp, 127.0.0.1:35065->6443/tcp
            db	5432/tcp
            registry	0.0.0.0:5001->5000/tcp, :::5001->5000/tcp
            """);
        owners[8081].ShouldBe("web");
        owners[5001].ShouldBe("registry");
        owners.Keys.Order().ShouldBe([5001, 8080, 8081, 35065]);
    }

    [Theory]
    [InlineData("ddd-registry", true)]
    [InlineData("ddd-control-plane", true)]
    [InlineData("ddd-gitea-0a1b2c3d", true)]
    [InlineData("ddd-gitea-99999999", false)]
    [InlineData("my-ddd-registry", false)]
    public void Owner_Container_IsOursByItsExactName(string name, bool ours) =>
        PortCheck.IsOurs(new PortOwner.Container(name), Containers, new HashSet<int>(), Programs).ShouldBe(ours);

    [Fact]
    public void Owner_Process_IsOursByItsPidFileOrItsProgram()
    {
        PortCheck.IsOurs(new PortOwner.Process(12, "dotnet serve"), Containers, new HashSet<int> { 12 }, Programs).ShouldBeTrue();
        PortCheck.IsOurs(new PortOwner.Process(13, "dotnet serve"), Containers, new HashSet<int> { 12 }, Programs).ShouldBeFalse();
        PortCheck.IsOurs(new PortOwner.Process(13, $"dotnet {Programs}/0a1b/DddAspire.DemoRunner.dll serve"), Containers, new HashSet<int> { 12 }, Programs).ShouldBeTrue();
        PortCheck.IsOurs(new PortOwner.Unknown(), Containers, new HashSet<int> { 12 }, Programs).ShouldBeFalse();
    }

    [Fact]
    public void Owner_SomebodyElsesGitea_IsNotOurs() =>
        PortCheck.IsOurs(new PortOwner.Process(14, "/usr/local/bin/gitea -c /etc/gitea/app.ini web"), Containers, new HashSet<int>(), Programs).ShouldBeFalse();

    [Fact]
    public void Owner_ContainerOfAnotherEnvironment_IsNamedWithItsFolder() =>
        new PortOwner.Container("ddd-gitea-99999999") { State = "/home/other/.demo" }.ToString().ShouldBe("container ddd-gitea-99999999 of the demo in /home/other/.demo");

    [Fact]
    public void Port_TakenOnIpv6Only_IsNotFreeForWhatIsCalledLocalhost()
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6, "needs IPv6");
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.IPv6Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        ListenerSearch.IsFree(port).ShouldBeTrue();
        ListenerSearch.IsFreeOnIpv6(port).ShouldBeFalse();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        ListenerSearch.OwnerOnIpv6(port).ShouldBeOfType<PortOwner.Process>().Pid.ShouldBe(Environment.ProcessId);
    }

    [Theory]
    [InlineData("/home/ddd/.demo/programs/0a1b/DddAspire.DemoRunner.dll", true)]
    [InlineData("/home/ddd/.demo/programs/0a1b/DddAspire.LoadClient.dll", false)]
    [InlineData("/home/ddd/.other/programs/0a1b/DddAspire.DemoRunner.dll", false)]
    public void Stray_IsAProcessOfThatAssemblyInOurFolder(string assembly, bool runs) =>
        StrayProcesses.Runs(["dotnet", assembly, "serve"], Programs, "DddAspire.DemoRunner.dll").ShouldBe(runs);

    [Theory]
    [InlineData($"{Programs}/4f1d/DddAspire.LoadClient.dll", true)]
    [InlineData("/home/me/other/DddAspire.LoadClient.dll", false)]
    public void Stray_WhicheverProgramItIs_IsFoundByItsFolderAlone(string assembly, bool runs) =>
        StrayProcesses.Runs(["dotnet", assembly], Programs, "").ShouldBe(runs);

    [Fact]
    public void Owner_OfAPortOfThisProcess_IsThisProcess()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        ListenerSearch.IsFree(port).ShouldBeFalse();
        ListenerSearch.FromProc(port).ShouldBeOfType<PortOwner.Process>().Pid.ShouldBe(Environment.ProcessId);
    }
}
