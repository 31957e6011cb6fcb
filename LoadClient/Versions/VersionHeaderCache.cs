using System.Collections.Immutable;

namespace DddAspire.LoadClient.Versions;

/// <summary>Parses each distinct header value once: thousands of answers carry the same few.</summary>
/// <param name="whole">The name of a header whose whole value is one version; null for X-Integration-Versions.</param>
internal sealed class VersionHeaderCache(string? whole = null)
{
    // Two versions of four integrations make 16 combinations; a server that makes up a new one each time must not fill the memory.
    private const int MostKept = 64;

    private ImmutableArray<VersionHeader> _known = [];

    public VersionHeader? Find(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return null;
        }

        foreach (var known in _known)
        {
            if (known.Is(value))
            {
                return known;
            }
        }

        var added = whole is null ? VersionHeader.Parse(value) : VersionHeader.Whole(whole, value);
        ImmutableInterlocked.Update(ref _known, static (known, header) => known.Length < MostKept ? known.Add(header) : known, added);
        return added;
    }
}
