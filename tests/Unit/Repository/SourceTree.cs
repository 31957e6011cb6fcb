using System.Runtime.CompilerServices;

namespace DddAspire.Unit.Repository;

/// <summary>The product's own C# files, as they lie in the checkout that these tests were compiled from.</summary>
internal static class SourceTree
{
    private static readonly string[] Rooms =
        ["AppHost", "Publishing", "ServiceDefaults", "Contracts", "DemoEnvironment", "DemoRunner", "LoadClient", "IntegrationServer"];

    public static string Root { get; } = FindRoot();

    public static IEnumerable<SourceFile> ProductFiles() =>
        from room in Rooms
        let folder = Path.Combine(Root, room)
        where Directory.Exists(folder)
        from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
        select new SourceFile(relative, File.ReadAllText(path));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "DddAspire.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"no DddAspire.sln above {here}");
        }

        return folder.FullName;
    }
}

/// <summary>One file.</summary>
/// <param name="Path">Relative to the checkout, with forward slashes.</param>
/// <param name="Text">Its content.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines => Text.AsSpan().Count('\n');

    public string Room => Path[..Path.IndexOf('/', StringComparison.Ordinal)];
}
