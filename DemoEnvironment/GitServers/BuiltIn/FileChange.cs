namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>What a commit did to a file.</summary>
internal sealed record FileChange(FileChangeKind Kind, string Path)
{
    /// <summary>Reads what <c>--name-status --no-renames -z</c> says of a file: a letter, then its path.</summary>
    public static FileChange Parse(string letter, string path) => new(
        letter switch
        {
            "A" => FileChangeKind.Added,
            "D" => FileChangeKind.Removed,
            _ => FileChangeKind.Modified,
        },
        path);
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
