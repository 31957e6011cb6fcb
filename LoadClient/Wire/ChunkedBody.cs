using System.Buffers.Text;

namespace DddAspire.LoadClient.Wire;

/// <summary>The chunked transfer coding (RFC 9112, section 7.1), decoded in place once all of it is there.</summary>
internal static class ChunkedBody
{
    private const int LongestSizeLine = 256;

    /// <summary>False when the last chunk has not come yet. Otherwise the body stands at the beginning of <paramref name="received"/>.</summary>
    /// <exception cref="CallFailedException">What was received can't become a chunked body.</exception>
    public static bool TryDecode(Span<byte> received, out int bodySize, out int consumed)
    {
        // Two walks, because nothing may be moved before it is known that nothing is missing.
        if (!TryWalk(received, move: false, out bodySize, out consumed))
        {
            return false;
        }

        return TryWalk(received, move: true, out bodySize, out consumed);
    }

    private static bool TryWalk(Span<byte> received, bool move, out int bodySize, out int position)
    {
        bodySize = 0;
        position = 0;
        while (TryReadSize(received[position..], out var size, out var lineSize))
        {
            position += lineSize;
            if (size == 0)
            {
                return TrySkipTrailers(received, ref position);
            }

            if (received.Length - position < size + 2)
            {
                return false;
            }

            if (!received.Slice(position + size, 2).SequenceEqual("\r\n"u8))
            {
                throw CallFailedException.Malformed("a chunk is longer than it says");
            }

            if (move)
            {
                received.Slice(position, size).CopyTo(received[bodySize..]);
            }

            bodySize += size;
            position += size + 2;
        }

        return false;
    }

    private static bool TryReadSize(ReadOnlySpan<byte> received, out int size, out int lineSize)
    {
        size = 0;
        lineSize = received.IndexOf("\r\n"u8) + 2;
        if (lineSize < 2)
        {
            return received.Length <= LongestSizeLine ? false : throw CallFailedException.Malformed("chunk size without an end");
        }

        if (!Utf8Parser.TryParse(received[..(lineSize - 2)], out size, out var used, 'X') || size is < 0 or > ResponseHeadParser.LargestBody
            || (used < lineSize - 2 && received[used] is not ((byte)';' or (byte)' ')))
        {
            throw CallFailedException.Malformed("chunk size");
        }

        return true;
    }

    private static bool TrySkipTrailers(ReadOnlySpan<byte> received, ref int position)
    {
        while (received[position..].IndexOf("\r\n"u8) is >= 0 and var line)
        {
            position += line + 2;
            if (line == 0)
            {
                return true;
            }
        }

        return false;
    }
}
