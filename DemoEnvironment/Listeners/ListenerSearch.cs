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
    public static bool IsFree(int port) => CanListen(IPAddress.Loopback, port);

    /// <summary>Whether nobody listens on [::1]:port, to which the name localhost may lead before it leads to 127.0.0.1.</summary>
    public static bool IsFreeOnIpv6(int port) => !Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port);

    /// <summary>Who listens on a port that is not free.</summary>
    public static async Task<PortOwner> OwnerOfAsync(ContainerEngine engine, int port, CancellationToken cancellationToken)
    {
        if (await OnHostNetworkAsync(engine, port, cancellationToken) is { } onHostNetwork)
        {
            return new PortOwner.Container(onHostNetwork.Name) { State = onHostNetwork.Labels.GetValueOrDefault(Ownership.StateLabel) };
        }

        var running = await ToolRunner.RunAsync(engine.Command("ps", "--format", "{{.Names}}\t{{.Ports}}"), cancellationToken);
        return PublishedPorts.Parse(running.StandardOutput).TryGetValue(port, out var container)
            ? new PortOwner.Container(container)
            : OperatingSystem.IsLinux() ? FromProc(port) : await FromLsofAsync(port, cancellationToken);
    }

    /// <summary>Who listens on [::1]:port while 127.0.0.1:port is free or ours.</summary>
    public static PortOwner OwnerOnIpv6(int port) => OperatingSystem.IsLinux() ? FromProc(port, SocketTables[1]) : new PortOwner.Unknown();

    // The engine shows no port of a container on the host's network, and another user's processes can't be looked into: our own label says it.
    private static async Task<ContainerFacts?> OnHostNetworkAsync(ContainerEngine engine, int port, CancellationToken cancellationToken)
    {
        foreach (var name in await engine.ContainersWithLabelAsync($"{Ownership.HostPortLabel}={port.ToString(CultureInfo.InvariantCulture)}", cancellationToken))
        {
            if (await engine.FindContainerAsync(name, cancellationToken) is { Status: ContainerStatus.Running } container && Ownership.IsOurs(container))
            {
                return container;
            }
        }

        return null;
    }

    private static bool CanListen(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException exception)
        {
            // No such address: nobody can listen there.
            return exception.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }

    internal static PortOwner FromProc(int port) => FromProc(port, SocketTables);

    private static PortOwner FromProc(int port, params string[] tables)
    {
        var inode = tables
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
