using System.Collections.Immutable;

namespace DddAspire.LoadClient.Versions;

/// <summary>Parses each distinct header value once: thousands of answers carry the same few.</summary>
internal sealed class VersionHeaderCache
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

        var added = VersionHeader.Parse(value);
        ImmutableInterlocked.Update(ref _known, static (known, header) => known.Length < MostKept ? known.Add(header) : known, added);
        return added;
    }
}
