using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>Splits a line at white space outside of quotes; quotes and escapes stay in the words.</summary>
internal static class ShellWords
{
    public static ImmutableArray<SourceText> Split(SourceText line, char escape)
    {
        var words = ImmutableArray.CreateBuilder<SourceText>();
        var start = 0;
        var quote = '\0';
        for (var at = 0; at < line.Length; at++)
        {
            var current = line.Text[at];
            if (current == escape && quote != '\'')
            {
                at++;
            }
            else if (quote != '\0')
            {
                quote = current == quote ? '\0' : quote;
            }
            else if (current is '"' or '\'')
            {
                quote = current;
            }
            else if (char.IsWhiteSpace(current))
            {
                Add(start, at);
                start = at + 1;
            }
        }

        Add(start, line.Length);
        return words.ToImmutable();

        void Add(int from, int to)
        {
            if (to > from)
            {
                words.Add(line.Slice(from, to - from));
            }
        }
    }
}
