namespace DddAspire.IntegrationServer.Messaging;

/// <summary>What the server says: the closed family of frames of the NATS client protocol.</summary>
internal abstract record NatsFrame
{
    private NatsFrame()
    {
    }

    public sealed record Info(string Json) : NatsFrame;

    public sealed record Delivery(long SubscriptionId, NatsMessage Message) : NatsFrame;

    public sealed record Ping : NatsFrame;

    public sealed record Pong : NatsFrame;

    public sealed record Ok : NatsFrame;

    public sealed record Error(string Reason) : NatsFrame;
}
