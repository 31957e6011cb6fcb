using System.Collections.Immutable;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Images;

/// <summary>The pinned references of public images: <c>kind/images/upstream</c>, a line each of a name and a reference.</summary>
internal static class UpstreamList
{
    /// <summary>Reads the list; blank lines and those starting with # say nothing.</summary>
    /// <exception cref="MachineException">A line can't be read.</exception>
    public static ImmutableDictionary<ImageName, string> Parse(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(ParseLine)
            .ToImmutableDictionary(entry => entry.Name, entry => entry.Reference);

    private static (ImageName Name, string Reference) ParseLine(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var name, var reference]
        && Enum.TryParse<ImageName>(name, ignoreCase: true, out var known)
            ? (known, reference)
            : throw new MachineException($"kind/images/upstream: can't read the line '{line}'", "write 'NAME REFERENCE', such as: registry docker.io/library/registry@sha256:...");
}
