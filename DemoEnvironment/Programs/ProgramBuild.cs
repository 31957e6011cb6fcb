using System.Security.Cryptography;
using System.Text;

namespace DddAspire.DemoEnvironment.Programs;

/// <summary>A copy of this program's files in the state folder, so that a build of newer sources does not pull them from under a running program.</summary>
/// <param name="Id">Differs when any file does.</param>
/// <param name="Folder">Where the copy lies.</param>
internal sealed record ProgramBuild(string Id, string Folder)
{
    /// <summary>Copies <paramref name="source"/> unless that was done before.</summary>
    public static ProgramBuild Copy(string source, string programs)
    {
        var files = Directory.GetFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var id = IdOf(source, files);
        var folder = Path.Combine(programs, id);
        if (!Directory.Exists(folder))
        {
            var draft = $"{folder}.{Guid.NewGuid():N}";
            foreach (var file in files)
            {
                var target = Path.Combine(draft, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target, overwrite: true);
            }

            Publish(draft, folder);
        }

        return new ProgramBuild(id, folder);
    }

    /// <summary>Removes the copies that no program runs from any more, and drafts that were never finished.</summary>
    /// <param name="programs">Where the copies lie.</param>
    /// <param name="inUse">Ids of the copies that programs run from.</param>
    /// <param name="before">Younger ones stay: another command may just be making one.</param>
    public static void RemoveOthers(string programs, IReadOnlySet<string> inUse, DateTime before)
    {
        foreach (var folder in new DirectoryInfo(programs).GetDirectories().Where(folder => !inUse.Contains(folder.Name) && folder.LastWriteTimeUtc < before))
        {
            folder.Delete(recursive: true);
        }
    }

    // Two programs are started side by side: whoever comes second finds the folder there.
    private static void Publish(string draft, string folder)
    {
        try
        {
            Directory.Move(draft, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static string IdOf(string source, IEnumerable<string> files)
    {
        var list = new StringBuilder();
        foreach (var file in files.Select(file => new FileInfo(file)))
        {
            list.Append(Path.GetRelativePath(source, file.FullName)).Append(' ').Append(file.Length).Append(' ').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())))[..12];
    }
}
