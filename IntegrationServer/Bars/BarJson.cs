using System.Text.Json;
using System.Text.Json.Serialization;

namespace DddAspire.IntegrationServer.Bars;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(BarDescriptor))]
[JsonSerializable(typeof(FlowStep.HttpInput))]
[JsonSerializable(typeof(FlowStep.QueueInput))]
[JsonSerializable(typeof(FlowStep.ReadQuoteRequest))]
[JsonSerializable(typeof(FlowStep.ScatterGather))]
[JsonSerializable(typeof(FlowStep.StoreQuote))]
[JsonSerializable(typeof(FlowStep.SelectQuotes))]
[JsonSerializable(typeof(FlowStep.Estimate))]
[JsonSerializable(typeof(FlowStep.Reply))]
internal sealed partial class BarJson : JsonSerializerContext;
