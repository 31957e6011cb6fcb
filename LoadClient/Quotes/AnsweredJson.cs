using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Quotes;

/// <summary>What every answer of the quote API has to be before its content matters: status 200 and JSON of the right form.</summary>
internal static class AnsweredJson
{
    private const int Excerpt = 120;

    public static CallOutcome.Failed? Read<T>(in WireAnswer answer, JsonTypeInfo<T> type, out T? value)
        where T : class
    {
        value = null;
        if (answer.Status != 200)
        {
            return new CallOutcome.Failed(
                FailureKind.Status, string.Create(CultureInfo.InvariantCulture, $"{answer.Status} {Begin(answer.Body.Span)}").TrimEnd());
        }

        try
        {
            value = JsonSerializer.Deserialize(answer.Body.Span, type);
            return value is null ? WrongBody("null") : null;
        }
        catch (JsonException fault)
        {
            return WrongBody($"{fault.Message} Body: {Begin(answer.Body.Span)}");
        }
    }

    public static CallOutcome.Failed WrongBody(string detail) => new(FailureKind.WrongBody, detail);

    private static string Begin(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, Excerpt)]);
}
