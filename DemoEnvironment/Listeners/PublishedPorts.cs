using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DddAspire.DemoEnvironment.Listeners;

/// <summary>Reads which container publishes which port from <c>docker ps --format "{{.Names}}\t{{.Ports}}"</c>.</summary>
internal static partial class PublishedPorts
{
    /// <summary>Containers by host port; a line reads <c>web⇥127.0.0.1:8080-8081->80-81/tcp, :::9000->9000/tcp</c>.</summary>
    public static ImmutableDictionary<int, string> Parse(string text)
    {
        var owners = ImmutableDictionary.CreateBuilder<int, string>();
        foreach (var columns in text.Split('\n').Select(line => line.Split('\t')).Where(columns => columns.Length == 2))
        {
            foreach (Match match in HostPart().Matches(columns[1]))
            {
                var first = int.Parse(match.Groups["first"].ValueSpan, CultureInfo.InvariantCulture);
                var last = match.Groups["last"].Success ? int.Parse(match.Groups["last"].ValueSpan, CultureInfo.InvariantCulture) : first;
                foreach (var port in Enumerable.Range(first, last - first + 1))
                {
                    owners[port] = columns[0];
                }
            }
        }

        return owners.ToImmutable();
    }

    [GeneratedRegex(@":(?<first>\d+)(-(?<last>\d+))?->")]
    private static partial Regex HostPart();
}
