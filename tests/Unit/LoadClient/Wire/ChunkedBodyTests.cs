using System.Text;
using DddAspire.LoadClient.Wire;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Wire;

public sealed class ChunkedBodyTests
{
    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("5;note=1\r\nhello\r\nA\r\n, dear you\r\n0\r\nTrailer: x\r\n\r\n", "hello, dear you")]
    [InlineData("0\r\n\r\n", "")]
    public void Body_InAnyNumberOfPieces_IsTheSame(string text, string body)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var length = 0; length < bytes.Length; length++)
        {
            ChunkedBody.TryDecode(bytes.AsSpan(0, length), out _, out _).ShouldBeFalse();
        }

        ChunkedBody.TryDecode(bytes, out var size, out var consumed).ShouldBeTrue();
        Encoding.ASCII.GetString(bytes, 0, size).ShouldBe(body);
        consumed.ShouldBe(text.Length);
    }

    [Fact]
    public void BytesAfterTheBody_AreNotConsumed()
    {
        var bytes = "1\r\nx\r\n0\r\n\r\nHTTP/1.1"u8.ToArray();
        ChunkedBody.TryDecode(bytes, out _, out var consumed).ShouldBeTrue();
        consumed.ShouldBe(bytes.Length - 8);
    }

    [Theory]
    [InlineData("xyz\r\nhello")]
    [InlineData("-1\r\nhello")]
    [InlineData("3\r\nhello\r\n")]
    [InlineData("FFFFFFF\r\nhello")]
    public void What_TheStandardForbids_IsAWrongAnswer(string text) =>
        Should.Throw<CallFailedException>(() => ChunkedBody.TryDecode(Encoding.ASCII.GetBytes(text), out _, out _));
}
