using System.Net.NetworkInformation;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>The environment that these tests bring up, each its own: what is there of it, and the removal of what a test that failed has left.</summary>
internal static class OwnEnvironment
{
    /// <summary>The longest that an AppHost may take to remove everything; a machine with nothing else to do takes 20 s.</summary>
    public static readonly TimeSpan RemovalLimit = TimeSpan.FromMinutes(5);

    private static readonly Ports Ports = new();

    /// <summary>Its state folder.</summary>
    public static string StateDirectory { get; } = Path.Combine(DemoCommand.Root, "artifacts", "tests", "apphost");

    /// <summary>What lies where in it.</summary>
    public static StateLayout Layout { get; } = new(StateDirectory);

    /// <summary>The names of our containers, running or not.</summary>
    public static async Task<string> ContainersAsync(CancellationToken cancellationToken) => (await ToolRunner.RunAsync(
        Host.Engine.Command("ps", "--all", "--filter", "name=^(ddd-control-plane|ddd-registry|ddd-gitea)", "--format", "{{.Names}}"), cancellationToken)).StandardOutput;

    /// <summary>Whether a program on this machine takes connections on a port.</summary>
    public static bool Listens(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);

    /// <summary>What is left: containers, the mark in the state folder that is removed last, somebody on a port of ours; empty when nothing is.</summary>
    public static async Task<string> LeftAsync(CancellationToken cancellationToken)
    {
        var containers = await ContainersAsync(cancellationToken);
        return string.Join('\n',
        [
            .. containers.Length > 0 ? [containers] : Array.Empty<string>(),
            .. File.Exists(Layout.Engine) ? [Layout.Engine] : Array.Empty<string>(),
            .. new[] { Ports.Registry, Ports.Api, Ports.DevApi, Ports.Page, Ports.Git, Ports.Load }.Where(Listens).Select(port => $"port {port} is taken"),
        ]);
    }

    /// <summary>Waits until an AppHost that is on its way out has removed everything.</summary>
    public static Task RemovedAsync(CancellationToken cancellationToken) =>
        new Wait("our containers and their state to be gone", RemovalLimit, TimeSpan.FromSeconds(1), $"{Host.Engine.Program} ps -a").UntilAsync(
            async token => await LeftAsync(token) is { Length: > 0 } left ? left : null, TimeProvider.System, cancellationToken);

    /// <summary>Runs <c>./demo</c> on it.</summary>
    public static async Task<ToolResult> DemoAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var result = await new DemoCommand(StateDirectory, lines.Add).RunAsync(arguments, cancellationToken);
        result.ExitCode.ShouldBe(0, string.Join('\n', lines));
        return result;
    }

    /// <summary>
    /// Before a test and after it: removes what one that failed has left, so that what fails next fails for a reason of its own. An AppHost
    /// that is still removing it is waited for.
    /// </summary>
    public static async ValueTask CleanAsync()
    {
        if (File.Exists(Layout.Engine))
        {
            TestContext.Current.SendDiagnosticMessage("removing what a test has left in {0}", StateDirectory);
            await DemoAsync(["down"], CancellationToken.None);
        }
    }
}
