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
    /// <summary>What <see cref="ParseAll"/> reads, for <c>git log --name-status --no-renames</c>.</summary>
    public const string LogFormat = "%x1e%H%x1f%an%x1f%ae%x1f%cn%x1f%ce%x1f%cI%x1f%B%x1f";

    /// <summary>The message's first line.</summary>
    public string Subject => Message.Split('\n')[0];

    /// <summary>Reads the output of git log, newest commit first.</summary>
    public static ImmutableArray<CommitInfo> ParseAll(string log) =>
        [.. log.Split('\x1e', StringSplitOptions.RemoveEmptyEntries).Select(record => Parse(record.Split('\x1f')))];

    /// <summary>The paths of files changed in that way.</summary>
    public ImmutableArray<string> Paths(FileChangeKind kind) => [.. Files.Where(file => file.Kind == kind).Select(file => file.Path)];

    private static CommitInfo Parse(string[] fields) => new(
        fields[0].Trim(),
        new Signature(fields[1], fields[2]),
        new Signature(fields[3], fields[4]),
        DateTimeOffset.Parse(fields[5], CultureInfo.InvariantCulture),
        fields[6].TrimEnd('\n'),
        [.. fields[7].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(FileChange.Parse)]);
}

/// <summary>Who.</summary>
internal sealed record Signature(string Name, string Email);
