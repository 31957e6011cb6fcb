namespace DddAspire.IntegrationServer.Messaging;

/// <summary>One message of the queue manager, as published or as delivered.</summary>
internal sealed record NatsMessage(string Subject, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The subject an answer goes to; null when none is wanted.</summary>
    public string? ReplyTo { get; init; }

    public NatsHeaders Headers { get; init; } = NatsHeaders.None;
}
