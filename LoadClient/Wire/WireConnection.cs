using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using DddAspire.LoadClient.Calls;

namespace DddAspire.LoadClient.Wire;

/// <summary>One TCP connection that carries one call at a time. It never sends anything twice: whatever ends it ends the call.</summary>
internal sealed class WireConnection : IDisposable
{
    public const int LargestRequest = 2048;
    private const int LargestAnswer = ResponseHeadParser.LargestBody + (16 << 10);

    private readonly Socket _socket;
    private readonly byte[] _request = new byte[LargestRequest];
    private byte[] _answer = new byte[4096];

    private WireConnection(Socket socket) => _socket = socket;

    /// <summary>Where the next request is written to.</summary>
    public Span<byte> RequestBuffer => _request;

    /// <summary>Whether an answer came over this connection before.</summary>
    public bool HasCarried { get; private set; }

    /// <exception cref="CallFailedException">There is no connection to be had.</exception>
    public static async ValueTask<WireConnection> OpenAsync(EndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new WireConnection(socket);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new CallFailedException(FailureKind.Refused, $"no connection: {failure.SocketErrorCode}", failure);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether an idle connection can carry a call. Nobody asked anything, so something to read is the server's end of the connection
    /// (or bytes that belong to no call).
    /// </summary>
    public bool IsIdle() => !_socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Sends what stands in <see cref="RequestBuffer"/> and receives the answer.</summary>
    /// <exception cref="CallFailedException">The connection ended, or what came is no HTTP.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<WireAnswer> ExchangeAsync(int requestSize, CancellationToken cancellationToken)
    {
        var filled = 0;
        try
        {
            for (var sent = 0; sent < requestSize;)
            {
                sent += await _socket.SendAsync(_request.AsMemory(sent, requestSize - sent), SocketFlags.None, cancellationToken);
            }

            while (true)
            {
                var received = await _socket.ReceiveAsync(FreeSpace(filled), SocketFlags.None, cancellationToken);
                filled += received;
                if (TryComplete(ref filled, ended: received == 0, out var answer))
                {
                    HasCarried = true;
                    return answer;
                }
            }
        }
        catch (SocketException failure)
        {
            throw new CallFailedException(FailureKind.Reset, $"{failure.SocketErrorCode} after {filled} bytes of the answer", failure);
        }
    }

    public void Dispose() => _socket.Dispose();

    private bool TryComplete(ref int filled, bool ended, out WireAnswer answer)
    {
        answer = default;
        ResponseHead head;
        while (true)
        {
            var parsed = ResponseHeadParser.TryParse(_answer.AsSpan(0, filled), out head);
            if (!parsed || head.Status >= 200)
            {
                break;
            }

            // An interim answer (1xx) announces the real one.
            _answer.AsSpan(head.Size, filled - head.Size).CopyTo(_answer);
            filled -= head.Size;
        }

        if (head.Size > 0 && TryFrame(head, filled, ended, out var bodySize, out var end))
        {
            answer = new WireAnswer(
                head.Status, _answer.AsMemory(head.Size, bodySize), _answer.AsMemory(head.Versions), head.KeepAlive && end == filled);
            return true;
        }

        return ended
            ? throw new CallFailedException(FailureKind.Reset, $"the connection was closed after {filled} bytes of the answer")
            : false;
    }

    private bool TryFrame(in ResponseHead head, int filled, bool ended, out int bodySize, out int end)
    {
        switch (head.Framing)
        {
            case BodyFraming.Length:
                (bodySize, end) = (head.Length, head.Size + head.Length);
                return end <= filled;
            case BodyFraming.Chunked:
                var complete = ChunkedBody.TryDecode(_answer.AsSpan(head.Size, filled - head.Size), out bodySize, out var consumed);
                end = head.Size + consumed;
                return complete;
            default:
                (bodySize, end) = (filled - head.Size, filled);
                return ended;
        }
    }

    private Memory<byte> FreeSpace(int filled)
    {
        if (filled == _answer.Length)
        {
            if (filled >= LargestAnswer)
            {
                throw CallFailedException.Malformed($"more than {LargestAnswer} bytes");
            }

            Array.Resize(ref _answer, Math.Min(2 * filled, LargestAnswer));
        }

        return _answer.AsMemory(filled);
    }
}
