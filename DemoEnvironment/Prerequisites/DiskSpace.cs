using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.DemoEnvironment.Prerequisites;

/// <summary>Judges free space for images, volumes and state.</summary>
internal static class DiskSpace
{
    private const long GiB = 1L << 30;
    private const long Least = 6 * GiB;

    /// <summary>One finding for the root's file system, where engines keep images as a rule, and one for the state folder's where that is another.</summary>
    /// <param name="stateDirectory">The state folder, absolute; it need not be there yet.</param>
    public static ImmutableArray<Finding> Check(string stateDirectory)
    {
        var mounts = DriveInfo.GetDrives().Select(drive => drive.Name).ToList();
        var root = Path.GetPathRoot(stateDirectory)!;
        return
        [
            .. new[] { MountOf(root, mounts), MountOf(Existing(stateDirectory), mounts) }.Distinct()
                .Select(mount => Judge(mount, new DriveInfo(mount).AvailableFreeSpace)),
        ];
    }

    /// <summary>Judges the bytes free where <paramref name="folder"/> is.</summary>
    public static Finding Judge(string folder, long freeBytes) => new(
        "disk space",
        freeBytes < Least ? FindingState.Missing : FindingState.Ok,
        string.Create(CultureInfo.InvariantCulture, $"{(double)freeBytes / GiB:0.0} GiB free at {folder}"),
        freeBytes < Least ? "docker system df, or podman system df   # shows what can be removed; 6 GiB are needed, by the state folder (--state) too" : null);

    /// <summary>The file system that a folder lies on: the mount with the longest path above it.</summary>
    internal static string MountOf(string folder, IEnumerable<string> mounts) =>
        mounts.Where(mount => IsAbove(mount, folder)).MaxBy(mount => mount.Length) ?? Path.GetPathRoot(folder)!;

    private static bool IsAbove(string mount, string folder) =>
        Path.EndsInDirectorySeparator(mount)
            ? folder.StartsWith(mount, StringComparison.Ordinal)
            : folder == mount || folder.StartsWith(mount + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // As far as the folder is there, through links, which may lead to another file system.
    private static string Existing(string folder)
    {
        var root = Path.GetPathRoot(folder)!;
        var found = root;
        foreach (var name in folder[root.Length..].Split(Path.DirectorySeparatorChar))
        {
            var next = Path.Combine(found, name);
            if (!Directory.Exists(next))
            {
                return found;
            }

            found = Directory.ResolveLinkTarget(next, returnFinalTarget: true)?.FullName ?? next;
        }

        return found;
    }
}
