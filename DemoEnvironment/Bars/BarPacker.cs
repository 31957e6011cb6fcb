using System.IO.Compression;

namespace DddAspire.DemoEnvironment.Bars;

/// <summary>Packs the sources of an application into a bar. The same sources give the same bytes, whenever they are packed.</summary>
public static class BarPacker
{
    // The earliest time that a zip can hold.
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes all files below <paramref name="sourceFolder"/> as a zip to <paramref name="destination"/>, which stays open.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static void Pack(string sourceFolder, Stream destination)
    {
        using var zip = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, path) in EntriesOf(sourceFolder))
        {
            // Stored, not compressed: what a compressor makes of the same bytes differs from one release to the next.
            var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
            entry.LastWriteTime = FixedTime;
            entry.ExternalAttributes = 0;
            using var content = entry.Open();
            using var source = File.OpenRead(path);
            source.CopyTo(content);
        }
    }

    private static IOrderedEnumerable<(string Name, string Path)> EntriesOf(string sourceFolder) => Directory
        .EnumerateFiles(sourceFolder, "*", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(sourceFolder, path).Replace(Path.DirectorySeparatorChar, '/'), Path: path))
        .OrderBy(entry => entry.Name, StringComparer.Ordinal);
}
