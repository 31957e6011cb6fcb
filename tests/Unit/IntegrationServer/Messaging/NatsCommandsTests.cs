using System.Buffers;
using System.Text;
using DddAspire.IntegrationServer.Messaging;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Messaging;

public sealed class NatsCommandsTests
{
    private static readonly byte[] Hello = "hello"u8.ToArray();

    [Fact]
    public void Connect_SaysWhoWeAreAndWhatWeSpeak() =>
        Written(output => NatsCommands.Connect(output, new NatsCredentials("ddd", "p\"w", "ddd-api-1"))).ShouldBe(
            "CONNECT {\"user\":\"ddd\",\"pass\":\"p\\u0022w\",\"name\":\"ddd-api-1\",\"lang\":\"csharp\",\"version\":\"1.0.0\","
            + "\"protocol\":1,\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\r\n");

    [Fact]
    public void Subscribe_WithAndWithoutGroup_IsOneLine()
    {
        Written(output => NatsCommands.Subscribe(output, "AccidentIn", "acme", 7)).ShouldBe("SUB AccidentIn acme 7\r\n");
        Written(output => NatsCommands.Subscribe(output, "_INBOX.x.*", null, 8)).ShouldBe("SUB _INBOX.x.* 8\r\n");
        Written(output => NatsCommands.Unsubscribe(output, 7)).ShouldBe("UNSUB 7\r\n");
    }

    [Fact]
    public void Publish_WithoutHeaders_CountsThePayload() =>
        Written(output => NatsCommands.Publish(output, new NatsMessage("In", Hello) { ReplyTo = "back" })).ShouldBe("PUB In back 5\r\nhello\r\n");

    [Fact]
    public void Publish_WithHeaders_CountsBoth() =>
        Written(output => NatsCommands.Publish(output, new NatsMessage("In", Hello) { Headers = NatsHeaders.None.With("A", "b") }))
            .ShouldBe("HPUB In 18 23\r\nNATS/1.0\r\nA: b\r\n\r\nhello\r\n");

    [Theory]
    [InlineData("")]
    [InlineData("In Out")]
    [InlineData("In\r\nPING")]
    public void Subject_WithABlank_IsRefused(string subject) =>
        Should.Throw<ArgumentException>(() => Written(output => NatsCommands.Publish(output, new NatsMessage(subject, Hello))));

    private static string Written(Action<IBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
