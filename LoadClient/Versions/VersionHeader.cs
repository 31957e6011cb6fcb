using System.Collections.Immutable;
using System.Text;

namespace DddAspire.LoadClient.Versions;

/// <summary>One distinct value of X-Integration-Versions, e.g. <c>api=12.0.11.0-r1/DrivewayDemo, acme=12.0.11.0-r1/AcmeV1</c>.</summary>
internal sealed class VersionHeader
{
    private readonly byte[] _bytes;

    private VersionHeader(byte[] bytes, string text)
    {
        _bytes = bytes;
        Text = text;
        Versions = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseEntry)];
    }

    public string Text { get; }

    public ImmutableArray<IntegrationVersion> Versions { get; }

    public static VersionHeader Parse(ReadOnlySpan<byte> value) => new(value.ToArray(), Encoding.Latin1.GetString(value));

    public bool Is(ReadOnlySpan<byte> value) => value.SequenceEqual(_bytes);

    // An entry that does not follow the form is still evidence of who answered: it is kept as far as it goes.
    private static IntegrationVersion ParseEntry(string entry)
    {
        var (integration, served) = Cut(entry, '=');
        var (runtime, bar) = Cut(served, '/');
        return new IntegrationVersion(integration, runtime, bar);
    }

    private static (string Before, string After) Cut(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");
}
