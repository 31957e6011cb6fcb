using System.Text.Json.Serialization;

namespace DddAspire.IntegrationServer.Messaging;

[JsonSerializable(typeof(NatsCredentials))]
internal sealed partial class NatsJson : JsonSerializerContext;
