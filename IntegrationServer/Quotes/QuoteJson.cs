using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DddAspire.IntegrationServer.Quotes;

[JsonSerializable(typeof(QuoteRequestBody))]
[JsonSerializable(typeof(Quote))]
[JsonSerializable(typeof(ImmutableArray<Quote>))]
[JsonSerializable(typeof(ImmutableArray<DentLocation>))]
[JsonSerializable(typeof(ImmutableArray<RepairQuote>))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class QuoteJson : JsonSerializerContext;
