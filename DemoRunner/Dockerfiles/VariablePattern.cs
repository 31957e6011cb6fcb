using System.Text.RegularExpressions;

namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>The forms <c>${name#prefix}</c>, <c>${name%suffix}</c> and <c>${name/text/other}</c>, doubled for the longest or for all.</summary>
internal static class VariablePattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static SourceText Apply(SourceText value, char modifier, SourceText operand)
    {
        var doubled = operand.Text.StartsWith(modifier);
        var pattern = doubled ? operand.From(1) : operand;
        return modifier switch
        {
            '#' => value.From(Enumerable.Range(0, value.Length + 1).Where(end => Matches(value.Text[..end], pattern)).DefaultIfEmpty(0)
                .Aggregate((first, last) => doubled ? last : first)),
            '%' => value.Slice(0, Enumerable.Range(0, value.Length + 1).Reverse().Where(start => Matches(value.Text[start..], pattern)).DefaultIfEmpty(value.Length)
                .Aggregate((first, last) => doubled ? last : first)),
            _ => Replace(value, pattern, doubled),
        };
    }

    private static SourceText Replace(SourceText value, SourceText operand, bool all)
    {
        var slash = operand.Text.IndexOf('/', StringComparison.Ordinal);
        var pattern = slash < 0 ? operand : operand.Slice(0, slash);
        var other = slash < 0 ? SourceText.Empty : operand.From(slash + 1);
        var result = SourceText.Empty;
        var at = 0;
        foreach (Match match in new Regex(Expression(pattern), RegexOptions.Singleline, Limit).Matches(value.Text).Where(match => match.Length > 0).Take(all ? int.MaxValue : 1))
        {
            result = result.Append(value.Slice(at, match.Index - at)).Append(other);
            at = match.Index + match.Length;
        }

        return result.Append(value.From(at));
    }

    private static bool Matches(string text, SourceText pattern) => Regex.IsMatch(text, $"^(?:{Expression(pattern)})$", RegexOptions.Singleline, Limit);

    private static string Expression(SourceText pattern) => string.Concat(pattern.Text.Select(character => character switch
    {
        '*' => ".*",
        '?' => ".",
        _ => Regex.Escape(character.ToString()),
    }));
}
