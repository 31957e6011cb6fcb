using System.Text.Json;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Load;

/// <summary>Enums as camelCase strings, whichever serializer writes them.</summary>
public sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
