using System.Buffers;
using System.Text;
using DddAspire.IntegrationServer.Messaging;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Messaging;

public sealed class NatsHeadersTests
{
    [Fact]
    public void Headers_WrittenAndRead_AreTheSame()
    {
        var read = Parse(Encoding.UTF8.GetString(NatsHeaders.None.With("traceparent", "00-ab-cd-01").With("Ddd-Bar", "AcmeV1").ToBytes()));

        read["traceparent"].ShouldBe("00-ab-cd-01");
        read["Ddd-Bar"].ShouldBe("AcmeV1");
        read.Status.ShouldBeNull();
    }

    [Fact]
    public void Status_WithAReason_IsItsNumber() => Parse("NATS/1.0 503 No Responders\r\n\r\n").Status.ShouldBe(503);

    [Fact]
    public void Value_WithAColon_IsWhole() => Parse("NATS/1.0\r\nurl: http://x:1\r\n\r\n")["url"].ShouldBe("http://x:1");

    [Fact]
    public void Block_OfAnotherKind_IsRefused() => Should.Throw<NatsProtocolException>(() => Parse("HTTP/1.1 200\r\n\r\n"));

    private static NatsHeaders Parse(string block) => NatsHeaders.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(block)));
}
