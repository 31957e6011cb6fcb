using System.Security.Cryptography;
using System.Text;

namespace DddAspire.DemoEnvironment.BaseImages;

/// <summary>One value for the content of files: another content, another value.</summary>
internal static class SourceHash
{
    /// <summary>The hash of all files below folders, and of single files, leaving out build output.</summary>
    public static string Of(string root, params IEnumerable<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in paths.SelectMany(path => Files(root, path)).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(root, file).Replace('\\', '/') + "\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static IEnumerable<string> Files(string root, string path)
    {
        var full = Path.Combine(root, path);
        return File.Exists(full) ? [full]
            : Directory.Exists(full) ? Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories).Where(file => !IsOutput(Path.GetRelativePath(root, file)))
            : [];
    }

    // Relative to the checkout, which may itself lie in a folder named bin.
    private static bool IsOutput(string relative) =>
        relative.Split(Path.DirectorySeparatorChar) is var parts && (parts.Contains("bin") || parts.Contains("obj"));
}
