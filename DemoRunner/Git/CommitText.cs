using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.DemoRunner.Git;

/// <summary>A commit by <c>git show</c>.</summary>
internal static class CommitText
{
    // A commit that puts everything back may be long; nobody reads that in a picture.
    private const int MostLines = 60;
    private const char End = '\u001e';

    /// <summary>The arguments that show a commit as <see cref="Parse"/> reads it.</summary>
    public static ImmutableArray<string> Arguments(string commit) =>
        ["show", "--no-color", "--no-ext-diff", "--no-renames", "--unified=1", "--format=%H%n%an%n%aI%n%s%x1e", commit];

    /// <summary>Reads what git printed.</summary>
    /// <param name="shown">Head lines, a separator, and a diff.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static CommitView Parse(string shown)
    {
        if (shown.Split(End, 2) is not [var head, var diff] || head.Split('\n', 4) is not [var id, var author, var at, var message])
        {
            throw new FormatException("git show printed something else than a commit");
        }

        return new(id, author, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), message, Files(diff));
    }

    private static ImmutableArray<FileDiff> Files(string diff)
    {
        var files = new List<(string Path, List<DiffLine> Lines)>();
        var inHunk = false;
        var left = MostLines;
        foreach (var line in diff.Split('\n'))
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                files.Add((PathOf(line), []));
                inHunk = false;
            }
            else if (line.StartsWith("@@ ", StringComparison.Ordinal))
            {
                inHunk = true;
            }
            else if (inHunk && left > 0 && Line(line) is { } read)
            {
                files[^1].Lines.Add(read);
                left--;
            }
        }

        return [.. files.Select(file => new FileDiff(file.Path, [.. file.Lines]))];
    }

    // "diff --git a/ddd-acme/Dockerfile b/ddd-acme/Dockerfile": without renames both halves are the same path.
    private static string PathOf(string line)
    {
        var both = line["diff --git ".Length..].Trim('"');
        return both[(both.Length / 2 + 1)..].TrimStart('"') is var second && second.StartsWith("b/", StringComparison.Ordinal) ? second[2..] : both;
    }

    // A backslash begins git's remark about a missing line end.
    private static DiffLine? Line(string line) => line switch
    {
        ['-', .. var text] => new(DiffKind.Removed, text.TrimEnd('\r')),
        ['+', .. var text] => new(DiffKind.Added, text.TrimEnd('\r')),
        [' ', .. var text] => new(DiffKind.Context, text.TrimEnd('\r')),
        _ => null,
    };
}
