using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Listeners;

/// <summary>Finds out who listens on ports of this machine.</summary>
internal static class ListenerSearch
{
    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Whether nobody listens on 127.0.0.1:port.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Who listens on a port that is not free.</summary>
    public static async Task<PortOwner> OwnerOfAsync(ContainerEngine engine, int port, CancellationToken cancellationToken)
    {
        var running = await ToolRunner.RunAsync(engine.Command("ps", "--format", "{{.Names}}\t{{.Ports}}"), cancellationToken);
        return PublishedPorts.Parse(running.StandardOutput).TryGetValue(port, out var container)
            ? new PortOwner.Container(container)
            : OperatingSystem.IsLinux() ? FromProc(port) : await FromLsofAsync(port, cancellationToken);
    }

    internal static PortOwner FromProc(int port)
    {
        var inode = SocketTables
            .Where(File.Exists)
            .Select(table => SocketTable.Parse(File.ReadAllText(table)).GetValueOrDefault(port))
            .FirstOrDefault(found => found is not null);
        return inode is null ? new PortOwner.Unknown() : ProcessWith($"socket:[{inode}]");
    }

    private static PortOwner ProcessWith(string socket)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && Opens(folder, socket))
            {
                return new PortOwner.Process(pid, File.ReadAllText($"{folder}/cmdline").Replace('\0', ' ').Trim());
            }
        }

        return new PortOwner.Unknown();
    }

    private static bool Opens(string process, string socket)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"{process}/fd").Any(descriptor => new FileInfo(descriptor).LinkTarget == socket);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // Another user's process, or one that has just ended.
            return false;
        }
    }

    private static async Task<PortOwner> FromLsofAsync(int port, CancellationToken cancellationToken)
    {
        var lsof = new ToolCommand("lsof", ["-nP", $"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"]) { AcceptedExitCodes = new HashSet<int> { 0, 1 } };
        var lines = (await ToolRunner.RunAsync(lsof, cancellationToken)).StandardOutput.Split('\n');
        return lines is [['p', .. var pid], ['c', .. var name], ..]
            ? new PortOwner.Process(int.Parse(pid, CultureInfo.InvariantCulture), name)
            : new PortOwner.Unknown();
    }
}
