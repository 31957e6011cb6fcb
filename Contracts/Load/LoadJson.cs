using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Load;

/// <summary>How the load client's records are written as JSON: camelCase names, enums as camelCase strings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(LoadPlan))]
[JsonSerializable(typeof(LoadReport))]
[JsonSerializable(typeof(LoadWindow))]
[JsonSerializable(typeof(LoadStatus))]
[JsonSerializable(typeof(LoadStarted))]
[JsonSerializable(typeof(RateChange))]
[JsonSerializable(typeof(MarkRequest))]
[JsonSerializable(typeof(LoadProblem))]
public sealed partial class LoadJson : JsonSerializerContext;
