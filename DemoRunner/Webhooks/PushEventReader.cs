using System.Text;
using System.Text.Json;

namespace DddAspire.DemoRunner.Webhooks;

/// <summary>
/// Reads a push event as it comes in, piece by piece, and keeps the three texts that matter: a commit may list tens of thousands
/// of files, and nothing of them is needed.
/// </summary>
internal sealed class PushEventReader
{
    // The longest single token: a commit message, a path. What is longer is no push event of a git server.
    private const int LongestToken = 4 << 20;

    private readonly Dictionary<string, string> found = new(StringComparer.Ordinal);
    private readonly List<string> path = [];
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = 64 });
    private byte[] rest = [];
    private string property = "";
    private bool broken;

    /// <summary>Takes the next piece of the body.</summary>
    public void Add(ReadOnlySpan<byte> piece) => Read([.. rest, .. piece], isLast: false);

    /// <summary>The event; null when the body was not one.</summary>
    public PushEvent? End()
    {
        Read(rest, isLast: true);
        return broken ? null : PushEvent.Of(found.GetValueOrDefault("ref"), found.GetValueOrDefault("after"), found.GetValueOrDefault("repository.full_name"));
    }

    private void Read(byte[] bytes, bool isLast)
    {
        if (broken)
        {
            return;
        }

        try
        {
            var reader = new Utf8JsonReader(bytes, isLast, state);
            while (reader.Read())
            {
                Take(ref reader);
            }

            (state, rest) = (reader.CurrentState, bytes[(int)reader.BytesConsumed..]);
            broken = rest.Length > LongestToken;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // InvalidOperationException: a text that is no UTF-8.
            broken = true;
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                property = path.Count <= 2 ? reader.GetString()! : "";
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                // The outermost object has no name; what is in an array is never looked for.
                path.Add(path.Count == 0 && reader.TokenType == JsonTokenType.StartObject ? "" : reader.TokenType == JsonTokenType.StartArray ? "[]" : property);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                path.RemoveAt(path.Count - 1);
                break;
            case JsonTokenType.String when path is [""]:
                Keep(property, ref reader);
                break;
            case JsonTokenType.String when path is ["", "repository"]:
                Keep($"repository.{property}", ref reader);
                break;
            default:
                break;
        }
    }

    private void Keep(string name, ref Utf8JsonReader reader)
    {
        if (name is "ref" or "after" or "repository.full_name")
        {
            found[name] = reader.GetString()!;
        }
    }
}
