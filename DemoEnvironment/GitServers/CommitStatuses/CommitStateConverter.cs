using System.Text.Json;
using System.Text.Json.Serialization;

namespace DddAspire.DemoEnvironment.GitServers.CommitStatuses;

/// <summary>Writes states in lower case and refuses numbers.</summary>
internal sealed class CommitStateConverter() : JsonStringEnumConverter<CommitState>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
