using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>Reads the JSON form of an instruction's arguments: a list of strings.</summary>
internal static class JsonWords
{
    private const string Escapes = "\"\\/bfnrt";
    private const string Escaped = "\"\\/\b\f\n\r\t";

    /// <summary>The strings; null when it is no such list, which docker then takes for plain words.</summary>
    public static ImmutableArray<SourceText>? TryRead(SourceText arguments)
    {
        var words = ImmutableArray.CreateBuilder<SourceText>();
        var at = Skip(arguments, 0);
        if (!Is(arguments, at, '['))
        {
            return null;
        }

        at = Skip(arguments, at + 1);
        while (!Is(arguments, at, ']'))
        {
            if (words.Count > 0)
            {
                if (!Is(arguments, at, ','))
                {
                    return null;
                }

                at = Skip(arguments, at + 1);
            }

            if (TryReadString(arguments, ref at) is not { } word)
            {
                return null;
            }

            words.Add(word);
            at = Skip(arguments, at);
        }

        return Skip(arguments, at + 1) == arguments.Length ? words.ToImmutable() : null;
    }

    private static SourceText? TryReadString(SourceText source, ref int at)
    {
        if (!Is(source, at, '"'))
        {
            return null;
        }

        var text = new StringBuilder();
        var origins = ImmutableArray.CreateBuilder<int>();
        for (at++; at < source.Length && source.Text[at] != '"'; at++)
        {
            origins.Add(source.Origins[at]);
            if (source.Text[at] != '\\')
            {
                text.Append(source.Text[at]);
            }
            else if (TryUnescape(source.Text, ref at) is { } character)
            {
                text.Append(character);
            }
            else
            {
                return null;
            }
        }

        return at++ < source.Length ? new SourceText(text.ToString(), origins.ToImmutable()) : null;
    }

    private static char? TryUnescape(string text, ref int at)
    {
        at++;
        if (at < text.Length && Escapes.IndexOf(text[at], StringComparison.Ordinal) is >= 0 and var index)
        {
            return Escaped[index];
        }

        if (at + 4 < text.Length && text[at] == 'u'
            && ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            at += 4;
            return (char)code;
        }

        return null;
    }

    private static int Skip(SourceText source, int at)
    {
        while (at < source.Length && char.IsWhiteSpace(source.Text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool Is(SourceText source, int at, char wanted) => at < source.Length && source.Text[at] == wanted;
}
