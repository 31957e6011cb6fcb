using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>Replaces variables in a word by their values and takes its quotes off, as BuildKit's own shell does; each character keeps its place in the file.</summary>
internal sealed class VariableExpansion
{
    private const string Special = "@*#?-$!0123456789";

    private readonly SourceText word;
    private readonly char escape;
    private readonly IReadOnlyDictionary<string, SourceText> values;
    private SourceText result = SourceText.Empty;
    private int at;

    private VariableExpansion(SourceText word, char escape, IReadOnlyDictionary<string, SourceText> values) =>
        (this.word, this.escape, this.values) = (word, escape, values);

    /// <summary>Expands a word.</summary>
    /// <exception cref="FormatException">A quote or a brace is not closed, or a variable that must be set is not.</exception>
    public static SourceText Expand(SourceText word, char escape, IReadOnlyDictionary<string, SourceText> values)
    {
        var expansion = new VariableExpansion(word, escape, values);
        expansion.ReadUntil('\0');
        return expansion.result;
    }

    private bool AtEnd => at >= word.Length;

    private void ReadUntil(char end)
    {
        while (!AtEnd && word.Text[at] != end)
        {
            var current = word.Text[at];
            if (current == '\'')
            {
                ReadSingleQuoted();
            }
            else if (current == '"')
            {
                at++;
                ReadDoubleQuoted();
            }
            else if (current == '$')
            {
                ReadVariable();
            }
            else
            {
                at += current == escape && at + 1 < word.Length ? 1 : 0;
                Take();
            }
        }

        if (end != '\0' && AtEnd)
        {
            throw new FormatException($"'{word}' lacks its '{end}'");
        }
    }

    private void ReadSingleQuoted()
    {
        for (at++; !AtEnd && word.Text[at] != '\'';)
        {
            Take();
        }

        Close('\'');
    }

    private void ReadDoubleQuoted()
    {
        while (!AtEnd && word.Text[at] != '"')
        {
            if (word.Text[at] == '$')
            {
                ReadVariable();
                continue;
            }

            at += word.Text[at] == escape && at + 1 < word.Length && (word.Text[at + 1] is '"' or '$' || word.Text[at + 1] == escape) ? 1 : 0;
            Take();
        }

        Close('"');
    }

    private void ReadVariable()
    {
        at++;
        if (!AtEnd && word.Text[at] == '{')
        {
            at++;
            ReadBraced();
            return;
        }

        var name = ReadName();
        result = result.Append(name.Length == 0 ? word.Slice(at - 1, 1) : values.GetValueOrDefault(name, SourceText.Empty));
    }

    private void ReadBraced()
    {
        var name = ReadName();
        var value = values.GetValueOrDefault(name);
        if (!AtEnd && word.Text[at] == '}')
        {
            at++;
            result = result.Append(value ?? SourceText.Empty);
            return;
        }

        // With a colon an empty value counts as none.
        if (!AtEnd && word.Text[at] == ':')
        {
            at++;
            value = value?.Length == 0 ? null : value;
        }

        var modifier = AtEnd ? '}' : word.Text[at++];
        var other = ReadNested();
        result = result.Append(modifier switch
        {
            '-' => value ?? other,
            '+' => value is null ? SourceText.Empty : other,
            '?' => value ?? throw new FormatException($"{name}: {(other.Length > 0 ? other.Text : "is not set")}"),
            '#' or '%' or '/' => VariablePattern.Apply(value ?? SourceText.Empty, modifier, other),
            _ => throw new FormatException($"'{word}' has an unknown modifier"),
        });
    }

    // What follows the modifier is a word of its own, up to the brace.
    private SourceText ReadNested()
    {
        var outer = result;
        result = SourceText.Empty;
        ReadUntil('}');
        at++;
        (var inner, result) = (result, outer);
        return inner;
    }

    private string ReadName()
    {
        if (!AtEnd && Special.Contains(word.Text[at], StringComparison.Ordinal))
        {
            return word.Text[at++].ToString();
        }

        var start = at;
        while (!AtEnd && (char.IsAsciiLetterOrDigit(word.Text[at]) || word.Text[at] == '_'))
        {
            at++;
        }

        return word.Text[start..at];
    }

    private void Take() => result = result.Append(word.Slice(at++, 1));

    private void Close(char quote)
    {
        if (AtEnd)
        {
            throw new FormatException($"'{word}' lacks its {quote}");
        }

        at++;
    }
}
