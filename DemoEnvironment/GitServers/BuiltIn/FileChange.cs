namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>What a commit did to a file.</summary>
internal sealed record FileChange(FileChangeKind Kind, string Path)
{
    /// <summary>Reads a line of <c>--name-status --no-renames</c>: a letter, a tab, a path.</summary>
    public static FileChange Parse(string line) => new(
        line[0] switch
        {
            'A' => FileChangeKind.Added,
            'D' => FileChangeKind.Removed,
            _ => FileChangeKind.Modified,
        },
        line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]);
}

/// <summary>The kinds of change that a push event tells apart.</summary>
internal enum FileChangeKind
{
    /// <summary>New.</summary>
    Added,

    /// <summary>Other content or another mode.</summary>
    Modified,

    /// <summary>Gone.</summary>
    Removed,
}
