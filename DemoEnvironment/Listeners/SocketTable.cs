using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.DemoEnvironment.Listeners;

/// <summary>Reads listening sockets from <c>/proc/net/tcp</c> and <c>/proc/net/tcp6</c>.</summary>
internal static class SocketTable
{
    private const string Listening = "0A";

    /// <summary>Socket inodes by port. A line reads <c>0: 0100007F:1388 00000000:0000 0A ... 0 0 12345 1 ...</c>: address, peer, state, and the inode as the tenth column.</summary>
    public static ImmutableDictionary<int, string> Parse(string text)
    {
        var inodes = ImmutableDictionary.CreateBuilder<int, string>();
        foreach (var line in text.Split('\n').Skip(1))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > 9 && columns[3] == Listening)
            {
                var port = int.Parse(columns[1].AsSpan(columns[1].LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                inodes[port] = columns[9];
            }
        }

        return inodes.ToImmutable();
    }
}
