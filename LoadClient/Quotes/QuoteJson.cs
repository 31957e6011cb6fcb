using System.Text.Json.Serialization;

namespace DddAspire.LoadClient.Quotes;

// The original answers EMail to a POST and Email to a GET; both are the contract.
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(QuoteAnswer))]
[JsonSerializable(typeof(QuoteAnswer[]))]
internal sealed partial class QuoteJson : JsonSerializerContext;
