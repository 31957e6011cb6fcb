using System.Collections.Immutable;

namespace DddAspire.DemoEnvironment.BaseImages;

/// <summary>A fix pack of the integration server, as a base image.</summary>
/// <param name="FixPack">Its version, which is the tag.</param>
/// <param name="Bars">The folder in which it looks for its bars.</param>
public sealed record BaseImage(string FixPack, string Bars)
{
    /// <summary>The repository's name in the registry.</summary>
    public const string Repository = "ace-server";

    /// <summary>The variable of the image that tells its fix pack, to the server and to whoever asks the registry.</summary>
    public const string FixPackVariable = "ACE_FIX_PACK";

    private const string UsualBars = "/home/aceuser/initial-config/bars";

    /// <summary>All fix packs. The broken one looks for its bars elsewhere, finds none and never becomes ready.</summary>
    public static ImmutableArray<BaseImage> All { get; } =
    [
        new(Solution.StartFixPack, UsualBars),
        new(Solution.NextFixPack, UsualBars),
        new(Solution.LaterFixPack, UsualBars),
        new(Solution.BrokenFixPack, "/home/aceuser/bars"),
    ];
}
