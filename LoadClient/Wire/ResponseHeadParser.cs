using System.Buffers.Text;
using System.Text;

namespace DddAspire.LoadClient.Wire;

/// <summary>Reads the head of an HTTP/1.1 answer, strictly: what RFC 9112 does not allow is a wrong answer, not something to guess at.</summary>
internal static class ResponseHeadParser
{
    public const int LargestBody = 8 << 20;

    private const int StatusLineLength = 12;

    /// <summary>False when the head is not complete yet.</summary>
    /// <param name="received">What came so far.</param>
    /// <param name="versionHeader">The name of the header that says who answered; empty when none does.</param>
    /// <param name="head">What was read.</param>
    /// <exception cref="CallFailedException">What was received can't become an HTTP/1.1 head.</exception>
    public static bool TryParse(ReadOnlySpan<byte> received, ReadOnlySpan<byte> versionHeader, out ResponseHead head)
    {
        head = default;
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var lines = received[..(end + 2)];
        var lineEnd = lines.IndexOf("\r\n"u8);
        var status = ParseStatus(lines[..lineEnd], out var keepAlive);
        var fields = new Fields { KeepAlive = keepAlive };
        for (var start = lineEnd + 2; start < lines.Length; start += lineEnd + 2)
        {
            lineEnd = lines[start..].IndexOf("\r\n"u8);
            fields.Read(lines.Slice(start, lineEnd), start, versionHeader);
        }

        head = fields.ToHead(end + 4, status);
        return true;
    }

    private static int ParseStatus(ReadOnlySpan<byte> line, out bool keepAlive)
    {
        keepAlive = line.StartsWith("HTTP/1.1 "u8);
        var known = keepAlive || line.StartsWith("HTTP/1.0 "u8);
        if (!known || line.Length < StatusLineLength || (line.Length > StatusLineLength && line[StatusLineLength] != ' ')
            || !Utf8Parser.TryParse(line[9..StatusLineLength], out int status, out var used) || used != 3 || status is < 100 or > 599)
        {
            throw CallFailedException.Malformed($"status line '{Text(line)}'");
        }

        return status;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 80)]);

    private ref struct Fields
    {
        private int? _length;
        private bool _chunked;
        private Range _versions;
        private Range _location;

        public bool KeepAlive { get; set; }

        public void Read(ReadOnlySpan<byte> line, int offset, ReadOnlySpan<byte> versionHeader)
        {
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[..colon].IndexOfAny(" \t"u8) >= 0)
            {
                throw CallFailedException.Malformed($"header line '{Text(line)}'");
            }

            var value = line[(colon + 1)..].Trim(" \t"u8);
            if (colon == versionHeader.Length && Ascii.EqualsIgnoreCase(line[..colon], versionHeader))
            {
                _versions = Place(line, colon, value, offset);
            }

            switch (colon)
            {
                case 8 when Ascii.EqualsIgnoreCase(line[..colon], "Location"u8):
                    _location = Place(line, colon, value, offset);
                    break;
                case 10 when Ascii.EqualsIgnoreCase(line[..colon], "Connection"u8):
                    KeepAlive = Ascii.EqualsIgnoreCase(value, "keep-alive"u8) || (KeepAlive && !Ascii.EqualsIgnoreCase(value, "close"u8));
                    break;
                case 14 when Ascii.EqualsIgnoreCase(line[..colon], "Content-Length"u8):
                    ReadLength(value);
                    break;
                case 17 when Ascii.EqualsIgnoreCase(line[..colon], "Transfer-Encoding"u8):
                    _chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8) ? true : throw CallFailedException.Malformed($"transfer coding '{Text(value)}'");
                    break;
            }
        }

        public readonly ResponseHead ToHead(int size, int status)
        {
            if (_chunked && _length is not null)
            {
                throw CallFailedException.Malformed("both Content-Length and Transfer-Encoding");
            }

            var bodiless = status is < 200 or 204 or 304;
            var framing = bodiless || _length is not null ? BodyFraming.Length : _chunked ? BodyFraming.Chunked : BodyFraming.UntilClose;
            return new ResponseHead(
                size, status, framing, bodiless ? 0 : _length ?? 0, KeepAlive && framing != BodyFraming.UntilClose, _versions, _location);
        }

        private static Range Place(ReadOnlySpan<byte> line, int colon, ReadOnlySpan<byte> value, int offset)
        {
            var start = offset + colon + 1 + line[(colon + 1)..].IndexOfAnyExcept(" \t"u8);
            return value.IsEmpty ? default : start..(start + value.Length);
        }

        private void ReadLength(ReadOnlySpan<byte> value)
        {
            // Utf8Parser takes a sign; the grammar is digits only.
            if (value.IsEmpty || value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0
                || !Utf8Parser.TryParse(value, out int length, out _) || length > LargestBody || (_length is { } other && other != length))
            {
                throw CallFailedException.Malformed($"Content-Length '{Text(value)}'");
            }

            _length = length;
        }
    }
}
