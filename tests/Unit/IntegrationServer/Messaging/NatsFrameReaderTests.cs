using System.Buffers;
using System.Text;
using DddAspire.IntegrationServer.Messaging;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Messaging;

public sealed class NatsFrameReaderTests
{
    [Fact]
    public void Greeting_IsRead() => Single("INFO {\"server_id\":\"x\"}\r\n").ShouldBe(new NatsFrame.Info("{\"server_id\":\"x\"}"));

    [Theory]
    [InlineData("PING\r\n", typeof(NatsFrame.Ping))]
    [InlineData("ping\r\n", typeof(NatsFrame.Ping))]
    [InlineData("PONG\r\n", typeof(NatsFrame.Pong))]
    [InlineData("+OK\r\n", typeof(NatsFrame.Ok))]
    public void Signs_AreRead(string text, Type expected) => Single(text).ShouldBeOfType(expected);

    [Fact]
    public void Error_IsReadWithoutItsQuotes() =>
        Single("-ERR 'Authorization Violation'\r\n").ShouldBe(new NatsFrame.Error("Authorization Violation"));

    [Fact]
    public void Delivery_WithoutReply_IsRead()
    {
        var delivery = Single("MSG AccidentIn 9 5\r\nhello\r\n").ShouldBeOfType<NatsFrame.Delivery>();

        delivery.SubscriptionId.ShouldBe(9);
        delivery.Message.Subject.ShouldBe("AccidentIn");
        delivery.Message.ReplyTo.ShouldBeNull();
        TextOf(delivery).ShouldBe("hello");
    }

    [Fact]
    public void Delivery_WhosePayloadLooksLikeCommands_IsOnePayload()
    {
        var delivery = Single("MSG In 1 _INBOX.a.1 12\r\nPING\r\nPONG\r\n\r\n").ShouldBeOfType<NatsFrame.Delivery>();

        delivery.Message.ReplyTo.ShouldBe("_INBOX.a.1");
        TextOf(delivery).ShouldBe("PING\r\nPONG\r\n");
    }

    [Fact]
    public void Delivery_WithHeaders_IsRead()
    {
        const string headers = "NATS/1.0\r\nDdd-Bar: AcmeV1\r\n\r\n";
        var delivery = Single($"HMSG In 3 reply.to {headers.Length} {headers.Length + 2}\r\n{headers}ok\r\n").ShouldBeOfType<NatsFrame.Delivery>();

        delivery.Message.Headers["Ddd-Bar"].ShouldBe("AcmeV1");
        delivery.Message.ReplyTo.ShouldBe("reply.to");
        TextOf(delivery).ShouldBe("ok");
    }

    [Fact]
    public void Delivery_ThatSaysNobodyListens_HasItsStatus()
    {
        const string headers = "NATS/1.0 503\r\n\r\n";

        Single($"HMSG _INBOX.a.1 3 {headers.Length} {headers.Length}\r\n{headers}\r\n")
            .ShouldBeOfType<NatsFrame.Delivery>().Message.Headers.Status.ShouldBe(NatsHeaders.NoResponders);
    }

    [Fact]
    public void Bytes_ArrivingOneByOne_MakeTheSameFrames()
    {
        var bytes = Encoding.UTF8.GetBytes("MSG In 1 5\r\nhello\r\nPING\r\nMSG In 1 0\r\n\r\n-ERR 'x'\r\n");
        var frames = new List<NatsFrame>();
        var pending = new List<byte>();
        foreach (var each in bytes)
        {
            pending.Add(each);
            var buffer = new ReadOnlySequence<byte>(pending.ToArray());
            var before = buffer.Length;
            if (NatsFrameReader.TryRead(ref buffer, out var frame))
            {
                frames.Add(frame);
            }

            pending.RemoveRange(0, (int)(before - buffer.Length));
        }

        frames.Select(frame => frame.GetType()).ShouldBe(
            [typeof(NatsFrame.Delivery), typeof(NatsFrame.Ping), typeof(NatsFrame.Delivery), typeof(NatsFrame.Error)]);
        pending.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HELLO\r\n")]
    [InlineData("\r\n")]
    [InlineData("MSG In 5\r\n")]
    [InlineData("MSG In 1 -5\r\n")]
    [InlineData("MSG In one 5\r\n")]
    [InlineData("MSG In 1 999999999\r\n")]
    [InlineData("HMSG In 1 9 5\r\nhello\r\n")]
    public void Text_ThatIsNoFrame_IsRefused(string text) => Should.Throw<NatsProtocolException>(() => Single(text));

    [Fact]
    public void Line_WithoutEnd_IsRefusedBeforeItFillsTheMemory() =>
        Should.Throw<NatsProtocolException>(() => Single(new string('x', 100_000)));

    private static NatsFrame? Single(string text)
    {
        var buffer = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text));
        NatsFrameReader.TryRead(ref buffer, out var frame);
        buffer.IsEmpty.ShouldBeTrue();
        return frame;
    }

    private static string TextOf(NatsFrame.Delivery delivery) => Encoding.UTF8.GetString(delivery.Message.Payload.Span);
}
