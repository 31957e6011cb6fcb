using System.Collections.Immutable;
using System.Text;

namespace DddAspire.LoadClient.Versions;

/// <summary>One distinct value of X-Integration-Versions, e.g. <c>api=12.0.11.0-r1/DrivewayDemo, acme=12.0.11.0-r1/AcmeV1</c>.</summary>
internal sealed class VersionHeader
{
    private readonly byte[] _bytes;

    private VersionHeader(ReadOnlySpan<byte> value, Func<string, ImmutableArray<VersionEntry>> parse)
    {
        _bytes = value.ToArray();
        Text = Encoding.Latin1.GetString(value);
        Versions = parse(Text);
    }

    public string Text { get; }

    public ImmutableArray<VersionEntry> Versions { get; }

    public static VersionHeader Parse(ReadOnlySpan<byte> value) => new(
        value,
        text => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseEntry)]);

    /// <summary>A header of another API: its whole value is one version.</summary>
    public static VersionHeader Whole(string name, ReadOnlySpan<byte> value) => new(value, text => [new VersionEntry(name, text, "")]);

    public bool Is(ReadOnlySpan<byte> value) => value.SequenceEqual(_bytes);

    // An entry that does not follow the form is still evidence of who answered: it is kept as far as it goes.
    private static VersionEntry ParseEntry(string entry)
    {
        var (integration, served) = Cut(entry, '=');
        var (runtime, bar) = Cut(served, '/');
        return new VersionEntry(integration, runtime, bar);
    }

    private static (string Before, string After) Cut(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");
}
