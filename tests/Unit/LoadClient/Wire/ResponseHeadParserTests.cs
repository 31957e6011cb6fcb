using System.Text;
using DddAspire.LoadClient.Wire;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Wire;

public sealed class ResponseHeadParserTests
{
    [Fact]
    public void Head_WithAllThatIsRead_IsRead()
    {
        const string Text = "HTTP/1.1 200 OK\r\ncontent-length:  12 \r\nX-Integration-Versions: api=1/A\r\nServer: x\r\n\r\nbody";
        ResponseHeadParser.TryParse(Encoding.ASCII.GetBytes(Text), "X-Integration-Versions"u8, out var head).ShouldBeTrue();

        (head.Status, head.Framing, head.Length, head.KeepAlive).ShouldBe((200, BodyFraming.Length, 12, true));
        head.Size.ShouldBe(Text.Length - 4);
        Text[head.Versions].ShouldBe("api=1/A");
    }

    [Fact]
    public void Head_InAnyNumberOfPieces_IsTheSame()
    {
        var bytes = "HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"u8.ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            ResponseHeadParser.TryParse(bytes.AsSpan(0, length), "X-Integration-Versions"u8, out _).ShouldBeFalse();
        }

        ResponseHeadParser.TryParse(bytes, "X-Integration-Versions"u8, out var head).ShouldBeTrue();
        (head.Status, head.Framing, head.KeepAlive).ShouldBe((503, BodyFraming.Chunked, false));
    }

    [Theory]
    [InlineData("HTTP/1.1 200\r\n\r\n", BodyFraming.UntilClose, false)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", BodyFraming.Length, true)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", BodyFraming.Length, false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n", BodyFraming.Length, true)]
    internal void Framing_AndReuse_FollowTheStandard(string text, BodyFraming framing, bool keepAlive)
    {
        ResponseHeadParser.TryParse(Encoding.ASCII.GetBytes(text), "X-Integration-Versions"u8, out var head).ShouldBeTrue();
        (head.Framing, head.KeepAlive).ShouldBe((framing, keepAlive));
    }

    [Theory]
    [InlineData("HTTP/2 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20x OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nName : x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n")]
    public void What_TheStandardForbids_IsAWrongAnswer(string text) =>
        Should.Throw<CallFailedException>(() => ResponseHeadParser.TryParse(Encoding.ASCII.GetBytes(text), "X-Integration-Versions"u8, out _))
            .Kind.ShouldBe(FailureKind.WrongBody);
}
