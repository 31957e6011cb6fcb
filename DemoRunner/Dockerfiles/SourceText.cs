using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>A text of which each character knows where in the file it stands, through continuation lines, quotes and variables.</summary>
/// <param name="Text">As docker understands it.</param>
/// <param name="Origins">For each character its offset in the file; <see cref="Nowhere"/> for one that no file has.</param>
internal sealed record SourceText(string Text, ImmutableArray<int> Origins)
{
    public const int Nowhere = -1;

    public static SourceText Empty { get; } = new("", []);

    public int Length => Text.Length;

    /// <summary>The file's offset of the first character; <see cref="Nowhere"/> when there is none.</summary>
    public int Start => Origins.IsEmpty ? Nowhere : Origins[0];

    /// <summary>A stretch of a file.</summary>
    public static SourceText Of(string file, int start, int length) =>
        new(file.Substring(start, length), [.. Enumerable.Range(start, length)]);

    /// <summary>A text that stands in no file.</summary>
    public static SourceText Given(string text) => new(text, [.. Enumerable.Repeat(Nowhere, text.Length)]);

    public SourceText Slice(int start, int length) => new(Text.Substring(start, length), Origins.Slice(start, length));

    public SourceText From(int start) => Slice(start, Length - start);

    public SourceText Append(SourceText other) => new(Text + other.Text, Origins.AddRange(other.Origins));

    public SourceText Trim()
    {
        var start = Length - Text.TrimStart().Length;
        return start == Length ? Empty : Slice(start, Text.Trim().Length);
    }

    /// <summary>The words between white space.</summary>
    public ImmutableArray<SourceText> Split()
    {
        var words = ImmutableArray.CreateBuilder<SourceText>();
        for (var at = 0; at < Length;)
        {
            var end = at;
            while (end < Length && !char.IsWhiteSpace(Text[end]))
            {
                end++;
            }

            if (end > at)
            {
                words.Add(Slice(at, end - at));
            }

            at = end + 1;
        }

        return words.ToImmutable();
    }

    /// <summary>The stretches of characters that stand side by side in the file.</summary>
    public IEnumerable<(int Start, int Length)> Runs()
    {
        for (var start = 0; start < Length;)
        {
            var end = start + 1;
            while (end < Length && Origins[start] != Nowhere && Origins[end] == Origins[end - 1] + 1)
            {
                end++;
            }

            yield return (start, end - start);
            start = end;
        }
    }

    public override string ToString() => Text;
}
