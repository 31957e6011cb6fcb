using System.Collections.Immutable;
using DddAspire.LoadClient.Pacing;

namespace DddAspire.LoadClient.Versions;

/// <summary>When each version of each integration, and each set of them, was first and last seen in an answer.</summary>
internal sealed class VersionTimeline(RunClock clock)
{
    // A server that makes up a header for each answer must not fill the memory. What is known already goes on being seen.
    private const int MostHeaders = 256;
    private const int MostVersions = 256;
    private const int MostSets = 256;

    private readonly Dictionary<VersionHeader, ImmutableArray<Entry>> _byHeader = [];
    private readonly Dictionary<VersionEntry, Entry> _byVersion = [];
    private readonly Dictionary<string, Entry> _bySet = new(StringComparer.Ordinal);

    public void Add(VersionHeader header, TimeSpan seen)
    {
        if (!_byHeader.TryGetValue(header, out var entries))
        {
            entries = [.. header.Versions.Distinct().Select(EntryOf).Append(SetOf(header)).OfType<Entry>()];
            if (_byHeader.Count < MostHeaders)
            {
                _byHeader[header] = entries;
            }
        }

        foreach (var entry in entries)
        {
            entry.Add(seen);
        }
    }

    /// <summary>By integration, each in the order of its first answer.</summary>
    public ImmutableArray<VersionObservation> ToSightings() =>
    [
        .. _byVersion
            .OrderBy(pair => pair.Key.Integration, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value.First)
            .Select(pair => new VersionObservation(
                pair.Key.Integration,
                pair.Key.Runtime,
                pair.Key.Bar,
                clock.At(pair.Value.First),
                clock.At(pair.Value.Last),
                pair.Value.Answers)),
    ];

    /// <summary>Those of headers that name several integrations, in the order of their first answers.</summary>
    public ImmutableArray<VersionSetObservation> ToSets() =>
    [
        .. _bySet
            .OrderBy(pair => pair.Value.First)
            .Select(pair => new VersionSetObservation(pair.Key, clock.At(pair.Value.First), clock.At(pair.Value.Last), pair.Value.Answers)),
    ];

    private Entry? EntryOf(VersionEntry version) =>
        _byVersion.TryGetValue(version, out var known) ? known
        : _byVersion.Count < MostVersions ? _byVersion[version] = new Entry()
        : null;

    // Two calls that meet the same text for the first time at once make a header each: the text tells them to be one.
    private Entry? SetOf(VersionHeader header) =>
        header.Versions.Length < 2 ? null
        : _bySet.TryGetValue(header.Text, out var known) ? known
        : _bySet.Count < MostSets ? _bySet[header.Text] = new Entry()
        : null;

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
