using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DddAspire.LoadClient.Requests;

/// <summary>
/// A place in a JSON document: the part of RFC 9535 that names exactly one value, <c>$.name</c>, <c>['name']</c> and <c>[0]</c>.
/// The leading <c>$</c> may be left out.
/// </summary>
internal sealed partial class JsonPath
{
    private readonly string _text;
    private readonly ImmutableArray<Step> _steps;

    private JsonPath(string text, ImmutableArray<Step> steps) => (_text, _steps) = (text, steps);

    /// <summary>Null when the text names no single value.</summary>
    public static JsonPath? TryParse(string text)
    {
        var rest = text.StartsWith('$') ? text[1..] : text.StartsWith('[') ? text : $".{text}";
        var steps = ImmutableArray.CreateBuilder<Step>();
        while (rest.Length > 0)
        {
            var match = NextStep().Match(rest);
            if (!match.Success)
            {
                return null;
            }

            steps.Add(match.Groups["index"] is { Success: true, Value: var index }
                ? new Step(null, int.Parse(index, CultureInfo.InvariantCulture))
                : new Step(match.Groups["name"].Value, 0));
            rest = rest[match.Length..];
        }

        return new JsonPath(text, steps.ToImmutable());
    }

    public JsonElement? Find(JsonElement root)
    {
        var found = root;
        foreach (var (name, index) in _steps)
        {
            if (name is null
                ? found.ValueKind != JsonValueKind.Array || index >= found.GetArrayLength()
                : found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out _))
            {
                return null;
            }

            found = name is null ? found[index] : found.GetProperty(name);
        }

        return found;
    }

    public override string ToString() => _text;

    [GeneratedRegex(@"^(?:\.(?<name>[^.\[\]*?'""\s]+)|\[(?<index>\d{1,9})\]|\['(?<name>[^']+)'\]|\[""(?<name>[^""]+)""\])")]
    private static partial Regex NextStep();

    private readonly record struct Step(string? Name, int Index);
}
