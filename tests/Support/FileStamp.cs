namespace DddAspire.Support;

/// <summary>A file's content at one moment, to see later that nobody touched it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Content">Its text; null when there is none.</param>
/// <param name="WrittenAt">When it was last written, UTC.</param>
public sealed record FileStamp(string Path, string? Content, DateTime? WrittenAt)
{
    /// <summary>The file as it is now.</summary>
    public static FileStamp Of(string path) => File.Exists(path)
        ? new(path, File.ReadAllText(path), File.GetLastWriteTimeUtc(path))
        : new(path, null, null);
}
