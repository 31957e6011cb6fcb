using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>The header block of a message: `NATS/1.0[ status]`, then `Key: value` lines, then an empty line.</summary>
internal sealed record NatsHeaders(ImmutableDictionary<string, string> Values, int? Status = null)
{
    private const string Version = "NATS/1.0";
    private const string LineEnd = "\r\n";

    /// <summary>The status with which the server says that nobody listens on the subject asked.</summary>
    public const int NoResponders = 503;

    public static NatsHeaders None { get; } = new(ImmutableDictionary<string, string>.Empty);

    public bool IsEmpty => Values.IsEmpty && Status is null;

    public string? this[string name] => Values.GetValueOrDefault(name);

    public NatsHeaders With(string name, string value) => this with { Values = Values.SetItem(name, value) };

    public static NatsHeaders Parse(ReadOnlySequence<byte> block)
    {
        var lines = Encoding.UTF8.GetString(block).Split(LineEnd, StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || !lines[0].StartsWith(Version, StringComparison.Ordinal))
        {
            throw new NatsProtocolException("a header block does not begin with NATS/1.0");
        }

        var values = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                values[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        return new NatsHeaders(values.ToImmutable(), StatusOf(lines[0]));
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder(Version);
        if (Status is { } status)
        {
            text.Append(' ').Append(status);
        }

        text.Append(LineEnd);
        foreach (var (name, value) in Values.OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(": ").Append(value).Append(LineEnd);
        }

        return Encoding.UTF8.GetBytes(text.Append(LineEnd).ToString());
    }

    private static int? StatusOf(string firstLine)
    {
        var words = firstLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && int.TryParse(words[1], CultureInfo.InvariantCulture, out var status) ? status : null;
    }
}
