using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace DddAspire.LoadClient.Wire;

/// <summary>One connection, in clear or by TLS, that carries one call at a time. It never sends anything twice: whatever ends it ends the call.</summary>
internal sealed class WireConnection : IDisposable
{
    private const int LargestAnswer = ResponseHeadParser.LargestBody + (16 << 10);

    private readonly Socket _socket;
    private readonly SslStream? _secure;
    private readonly byte[] _versionHeader;
    private byte[] _request = new byte[2048];
    private byte[] _answer = new byte[4096];

    private WireConnection(Socket socket, SslStream? secure, byte[] versionHeader) =>
        (_socket, _secure, _versionHeader) = (socket, secure, versionHeader);

    /// <summary>Whether an answer came over this connection before.</summary>
    public bool HasCarried { get; private set; }

    /// <exception cref="CallFailedException">There is no connection to be had.</exception>
    public static async ValueTask<WireConnection> OpenAsync(Target target, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(target.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(target.EndPoint, cancellationToken);
            var secure = target.Tls is { } tls ? await tls.AuthenticateAsync(socket, cancellationToken) : null;
            var connection = new WireConnection(socket, secure, target.VersionHeader);
            socket = null;
            return connection;
        }
        catch (SocketException failure)
        {
            throw new CallFailedException(FailureKind.Refused, $"no connection: {failure.SocketErrorCode}", failure);
        }
        finally
        {
            socket?.Dispose();
        }
    }

    /// <summary>Where the next request is written to.</summary>
    public Span<byte> RequestBuffer(int size)
    {
        if (_request.Length < size)
        {
            _request = new byte[size];
        }

        return _request;
    }

    /// <summary>
    /// Whether an idle connection can carry a call. Nobody asked anything, so something to read is the server's end of the connection
    /// (or bytes that belong to no call). A server's session tickets come before its first answer, so they are read with that.
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
            await SendAsync(_request.AsMemory(0, requestSize), cancellationToken);
            while (true)
            {
                var received = _secure is { } secure
                    ? await secure.ReadAsync(FreeSpace(filled), cancellationToken)
                    : await _socket.ReceiveAsync(FreeSpace(filled), SocketFlags.None, cancellationToken);
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
        catch (IOException failure)
        {
            var what = failure.InnerException is SocketException socket ? socket.SocketErrorCode.ToString() : failure.Message;
            throw new CallFailedException(FailureKind.Reset, $"{what} after {filled} bytes of the answer", failure);
        }
    }

    public void Dispose()
    {
        _secure?.Dispose();
        _socket.Dispose();
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        if (_secure is { } secure)
        {
            await secure.WriteAsync(request, cancellationToken);
            return;
        }

        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request, SocketFlags.None, cancellationToken)..];
        }
    }

    private bool TryComplete(ref int filled, bool ended, out WireAnswer answer)
    {
        answer = default;
        ResponseHead head;
        while (true)
        {
            var parsed = ResponseHeadParser.TryParse(_answer.AsSpan(0, filled), _versionHeader, out head);
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
                head.Status,
                _answer.AsMemory(head.Size, bodySize),
                _answer.AsMemory(head.Versions),
                _answer.AsMemory(head.Location),
                head.KeepAlive && end == filled);
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
