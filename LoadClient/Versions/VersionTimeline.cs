using System.Collections.Immutable;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Reports;

namespace DddAspire.LoadClient.Versions;

/// <summary>When each version of each integration was first and last seen in an answer.</summary>
internal sealed class VersionTimeline(RunClock clock)
{
    // A server that makes up a header for each answer must not fill the memory.
    private const int MostHeaders = 256;

    private readonly Dictionary<VersionHeader, ImmutableArray<Entry>> _byHeader = [];
    private readonly Dictionary<IntegrationVersion, Entry> _byVersion = [];

    public void Add(VersionHeader header, TimeSpan seen)
    {
        if (!_byHeader.TryGetValue(header, out var entries))
        {
            if (_byHeader.Count >= MostHeaders)
            {
                return;
            }

            _byHeader[header] = entries = [.. header.Versions.Distinct().Select(EntryOf)];
        }

        foreach (var entry in entries)
        {
            entry.Add(seen);
        }
    }

    /// <summary>By integration, each in the order of its first answer.</summary>
    public ImmutableArray<VersionSighting> ToSightings() =>
    [
        .. _byVersion
            .OrderBy(pair => pair.Key.Integration, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value.First)
            .Select(pair => new VersionSighting(
                pair.Key.Integration,
                pair.Key.Runtime,
                pair.Key.Bar,
                clock.At(pair.Value.First),
                clock.At(pair.Value.Last),
                pair.Value.Answers)),
    ];

    private Entry EntryOf(IntegrationVersion version) =>
        _byVersion.TryGetValue(version, out var known) ? known : _byVersion[version] = new Entry();

    private sealed class Entry
    {
        public TimeSpan First { get; private set; } = TimeSpan.MaxValue;

        public TimeSpan Last { get; private set; } = TimeSpan.MinValue;

        public long Answers { get; private set; }

        // Answers are folded in the order in which they were taken from a queue, which is nearly that of their times.
        public void Add(TimeSpan seen)
        {
            First = seen < First ? seen : First;
            Last = seen > Last ? seen : Last;
            Answers++;
        }
    }
}
