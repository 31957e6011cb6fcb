namespace DddAspire.IntegrationServer.Messaging;

/// <summary>The other side does not speak the NATS client protocol, or refused ours.</summary>
internal sealed class NatsProtocolException(string message) : IOException(message);
