using System.Text.Json.Serialization;
using DddAspire.IntegrationServer.Quotes;

namespace DddAspire.IntegrationServer.Shops;

[JsonSourceGenerationOptions(RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ShopRequest))]
[JsonSerializable(typeof(ShopEstimate))]
internal sealed partial class ShopJson : JsonSerializerContext;
