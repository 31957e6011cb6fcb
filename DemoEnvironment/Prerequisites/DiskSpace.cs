using System.Globalization;

namespace DddAspire.DemoEnvironment.Prerequisites;

/// <summary>Judges free space for images, volumes and state.</summary>
internal static class DiskSpace
{
    private const long GiB = 1L << 30;
    private const long Least = 6 * GiB;

    /// <summary>Judges the bytes free where <paramref name="folder"/> is.</summary>
    public static Finding Judge(string folder, long freeBytes) => new(
        "disk space",
        freeBytes < Least ? FindingState.Missing : FindingState.Ok,
        string.Create(CultureInfo.InvariantCulture, $"{(double)freeBytes / GiB:0.0} GiB free at {folder}"),
        freeBytes < Least ? "docker system df, or podman system df   # shows what can be removed; 6 GiB are needed" : null);
}
