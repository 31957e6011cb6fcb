using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>Writes what the client says, byte for byte as the NATS client protocol has it.</summary>
internal static class NatsCommands
{
    public static void Connect(IBufferWriter<byte> output, NatsCredentials credentials) =>
        Line(output, "CONNECT " + JsonSerializer.Serialize(credentials, NatsJson.Default.NatsCredentials));

    public static void Ping(IBufferWriter<byte> output) => Line(output, "PING");

    public static void Pong(IBufferWriter<byte> output) => Line(output, "PONG");

    public static void Subscribe(IBufferWriter<byte> output, string subject, string? group, long subscriptionId) =>
        Line(output, group is null ? $"SUB {Token(subject)} {subscriptionId}" : $"SUB {Token(subject)} {Token(group)} {subscriptionId}");

    public static void Unsubscribe(IBufferWriter<byte> output, long subscriptionId) => Line(output, $"UNSUB {subscriptionId}");

    public static void Publish(IBufferWriter<byte> output, NatsMessage message)
    {
        var target = message.ReplyTo is null ? Token(message.Subject) : $"{Token(message.Subject)} {Token(message.ReplyTo)}";
        var length = message.Payload.Length;
        if (message.Headers.IsEmpty)
        {
            Line(output, string.Create(CultureInfo.InvariantCulture, $"PUB {target} {length}"));
        }
        else
        {
            var headers = message.Headers.ToBytes();
            Line(output, string.Create(CultureInfo.InvariantCulture, $"HPUB {target} {headers.Length} {headers.Length + length}"));
            output.Write(headers);
        }

        output.Write(message.Payload.Span);
        output.Write("\r\n"u8);
    }

    // A blank inside a subject would be read by the server as another argument.
    private static string Token(string subject) =>
        subject.Length > 0 && !subject.Any(char.IsWhiteSpace)
            ? subject
            : throw new ArgumentException($"'{subject}' is no subject: it is empty or holds a blank", nameof(subject));

    private static void Line(IBufferWriter<byte> output, string line)
    {
        Encoding.UTF8.GetBytes(line, output);
        output.Write("\r\n"u8);
    }
}
