using System.Text.Json.Serialization;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>The CONNECT document: who we are and which parts of the protocol we speak.</summary>
internal sealed record NatsCredentials(
    [property: JsonPropertyName("user")] string User,
    [property: JsonPropertyName("pass")] string Password,
    [property: JsonPropertyName("name")] string ClientName)
{
    [JsonPropertyName("lang")]
    public string Language { get; } = "csharp";

    [JsonPropertyName("version")]
    public string Version { get; } = "1.0.0";

    [JsonPropertyName("protocol")]
    public int Protocol { get; } = 1;

    [JsonPropertyName("verbose")]
    public bool Verbose { get; }

    [JsonPropertyName("pedantic")]
    public bool Pedantic { get; }

    [JsonPropertyName("headers")]
    public bool Headers { get; } = true;

    /// <summary>Ask to be told at once when nobody listens on a subject, rather than wait for an answer in vain.</summary>
    [JsonPropertyName("no_responders")]
    public bool NoResponders { get; } = true;
}
