using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>Takes one frame after the other from the bytes that the server sent; pure, so that it can be tested byte by byte.</summary>
internal static class NatsFrameReader
{
    // INFO is the longest line; the server's own limit for control lines is 4 KiB, INFO may exceed it with many cluster URLs.
    private const int LongestLine = 64 * 1024;
    private const int LargestPayload = 8 * 1024 * 1024;
    private const int LineEndLength = 2;

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Takes a frame off the front of <paramref name="buffer"/>; false, and nothing taken, when it is not complete yet.</summary>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, [NotNullWhen(true)] out NatsFrame? frame)
    {
        var reader = new SequenceReader<byte>(buffer);
        frame = null;
        if (!reader.TryReadTo(out ReadOnlySequence<byte> lineBytes, LineEnd))
        {
            return buffer.Length <= LongestLine ? false : throw new NatsProtocolException("a line without an end");
        }

        var line = Encoding.UTF8.GetString(lineBytes);
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        switch (words is [var verb, ..] ? verb.ToUpperInvariant() : "")
        {
            case "MSG":
                return TryReadDelivery(ref buffer, reader, DeliveryLine.Parse(line, words, withHeaders: false), out frame);
            case "HMSG":
                return TryReadDelivery(ref buffer, reader, DeliveryLine.Parse(line, words, withHeaders: true), out frame);
            default:
                frame = ControlFrame(line, words);
                buffer = buffer.Slice(reader.Position);
                return true;
        }
    }

    private static NatsFrame ControlFrame(string line, string[] words) => words is [var verb, ..]
        ? verb.ToUpperInvariant() switch
        {
            "INFO" => new NatsFrame.Info(line["INFO".Length..].Trim()),
            "PING" => new NatsFrame.Ping(),
            "PONG" => new NatsFrame.Pong(),
            "+OK" => new NatsFrame.Ok(),
            "-ERR" => new NatsFrame.Error(line["-ERR".Length..].Trim().Trim('\'')),
            _ => throw new NatsProtocolException($"an unknown verb '{verb}'"),
        }
        : throw new NatsProtocolException("an empty line");

    private static bool TryReadDelivery(
        ref ReadOnlySequence<byte> buffer, SequenceReader<byte> reader, DeliveryLine line, [NotNullWhen(true)] out NatsFrame? frame)
    {
        frame = null;
        if (reader.Remaining < line.TotalLength + LineEndLength)
        {
            return false;
        }

        var body = reader.UnreadSequence.Slice(0, line.TotalLength);
        var headers = line.HeaderLength == 0 ? NatsHeaders.None : NatsHeaders.Parse(body.Slice(0, line.HeaderLength));
        var message = new NatsMessage(line.Subject, body.Slice(line.HeaderLength).ToArray()) { ReplyTo = line.ReplyTo, Headers = headers };
        frame = new NatsFrame.Delivery(line.SubscriptionId, message);
        buffer = reader.UnreadSequence.Slice(line.TotalLength + LineEndLength);
        return true;
    }

    /// <summary>`MSG subject sid [reply] length` or `HMSG subject sid [reply] headerLength length`.</summary>
    private readonly record struct DeliveryLine(string Subject, long SubscriptionId, string? ReplyTo, int HeaderLength, int TotalLength)
    {
        public static DeliveryLine Parse(string line, string[] words, bool withHeaders)
        {
            var lengths = withHeaders ? 2 : 1;
            if (words.Length != 3 + lengths && words.Length != 4 + lengths)
            {
                throw new NatsProtocolException($"a delivery that cannot be read: '{line}'");
            }

            var total = Number(words[^1], line);
            var header = withHeaders ? Number(words[^2], line) : 0;
            if (total > LargestPayload || header > total)
            {
                throw new NatsProtocolException($"a delivery of impossible length: '{line}'");
            }

            return new DeliveryLine(words[1], Number(words[2], line), words.Length == 4 + lengths ? words[3] : null, header, total);
        }

        private static int Number(string word, string line) =>
            int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new NatsProtocolException($"'{word}' is no number in '{line}'");
    }
}
