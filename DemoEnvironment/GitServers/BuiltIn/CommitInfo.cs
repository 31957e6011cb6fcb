using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>A commit with the files it changed.</summary>
internal sealed record CommitInfo(
    string Id,
    Signature Author,
    Signature Committer,
    DateTimeOffset CommittedAt,
    string Message,
    ImmutableArray<FileChange> Files)
{
    /// <summary>What <see cref="ParseAll"/> reads, for <c>git log -z --name-status --no-renames</c>: NUL is the one character that no field can hold.</summary>
    public const string LogFormat = "%H%x00%an%x00%ae%x00%cn%x00%ce%x00%ct%x00%cI%x00%B%x00";

    private const int FieldCount = 8;

    /// <summary>The message's first line.</summary>
    public string Subject => Message.Split('\n')[0];

    /// <summary>Reads the output of git log, newest commit first.</summary>
    /// <exception cref="InvalidDataException">It is cut off within a commit.</exception>
    public static ImmutableArray<CommitInfo> ParseAll(string log)
    {
        var commits = ImmutableArray.CreateBuilder<CommitInfo>();
        var tokens = log.Split('\0');
        for (var next = 0; next < tokens.Length && tokens[next].Length > 0;)
        {
            if (tokens.Length - next < FieldCount)
            {
                throw new InvalidDataException($"git log ended within a commit: {tokens[next]}");
            }

            var fields = tokens.AsSpan(next, FieldCount);
            // An empty token ends the format; the files' letters and paths follow, or the next commit.
            var files = next + FieldCount + 1;
            next = files;
            while (next + 1 < tokens.Length && tokens[next].TrimStart('\n').Length == 1)
            {
                next += 2;
            }

            commits.Add(Parse(fields, tokens.AsSpan(files, Math.Max(0, Math.Min(next, tokens.Length) - files))));
        }

        return commits.ToImmutable();
    }

    /// <summary>The paths of files changed in that way.</summary>
    public ImmutableArray<string> Paths(FileChangeKind kind) => [.. Files.Where(file => file.Kind == kind).Select(file => file.Path)];

    private static CommitInfo Parse(ReadOnlySpan<string> fields, ReadOnlySpan<string> files)
    {
        var changes = ImmutableArray.CreateBuilder<FileChange>();
        for (var index = 0; index + 1 < files.Length; index += 2)
        {
            changes.Add(FileChange.Parse(files[index].TrimStart('\n'), files[index + 1]));
        }

        return new CommitInfo(
            fields[0],
            new Signature(fields[1], fields[2]),
            new Signature(fields[3], fields[4]),
            Time(fields[5], fields[6]),
            fields[7].TrimEnd('\n'),
            changes.ToImmutable());
    }

    // Git takes any number for a time and any four digits for a zone, +1500 among them; DateTimeOffset does not.
    private static DateTimeOffset Time(string seconds, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact)
            ? exact
            : DateTimeOffset.FromUnixTimeSeconds(
                long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? Math.Clamp(number, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds())
                    : 0);
}

/// <summary>Who.</summary>
internal sealed record Signature(string Name, string Email);
