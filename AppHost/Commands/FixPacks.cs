using System.Collections.Immutable;
using DddAspire.DemoEnvironment.BaseImages;

namespace DddAspire.AppHost.Commands;

/// <summary>The fix packs to choose from; the order is that of <see cref="BaseImage.All"/>: the first, the next, the broken one.</summary>
internal static class FixPacks
{
    /// <summary>The one that everything starts with.</summary>
    public static string First => BaseImage.All[0].FixPack;

    /// <summary>The one that a story moves to.</summary>
    public static string Next => BaseImage.All[1].FixPack;

    /// <summary>The one that never becomes ready.</summary>
    public static string Broken => BaseImage.All[2].FixPack;

    /// <summary>Those that work.</summary>
    public static ImmutableArray<string> Good => [First, Next];
}
