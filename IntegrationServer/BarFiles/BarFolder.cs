using System.Collections.Immutable;
using DddAspire.IntegrationServer.Bars;

namespace DddAspire.IntegrationServer.BarFiles;

/// <summary>The folder in which the server looks for its bars. A fix pack decides which folder that is.</summary>
internal static class BarFolder
{
    /// <summary>All bars of the folder by name; none when the folder is empty or not there.</summary>
    /// <exception cref="BarRefusedException">One of them cannot be hosted.</exception>
    public static ImmutableArray<Bar> Read(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.bar").Order(StringComparer.Ordinal).Select(ReadFile)]
        : [];

    private static Bar ReadFile(string path)
    {
        using var content = File.OpenRead(path);
        return BarReader.Read(Path.GetFileName(path), content);
    }
}
