using System.Text.RegularExpressions;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Reads and changes the two lines of a Dockerfile that matter: which base image, and which bar.</summary>
internal static partial class DockerfileText
{
    /// <summary>What the Dockerfile asks for.</summary>
    /// <exception cref="DockerfileTextException">It has no FROM line with a tag, or no COPY line of a bar.</exception>
    public static IntegrationVersion Read(string dockerfile) =>
        new(Required(FromLine(), dockerfile, "FROM line with a tag").Groups["tag"].Value,
            Required(CopyLine(), dockerfile, "COPY line of a .bar file").Groups["bar"].Value);

    /// <summary>The same with another tag of the base image.</summary>
    /// <exception cref="DockerfileTextException">It has no FROM line with a tag.</exception>
    public static string WithFixPack(string dockerfile, string fixPack) =>
        Replace(dockerfile, Required(FromLine(), dockerfile, "FROM line with a tag").Groups["tag"], fixPack);

    /// <summary>The same with another bar.</summary>
    /// <exception cref="DockerfileTextException">It has no COPY line of a bar.</exception>
    public static string WithBar(string dockerfile, string bar) =>
        Replace(dockerfile, Required(CopyLine(), dockerfile, "COPY line of a .bar file").Groups["bar"], bar);

    private static Match Required(Regex line, string dockerfile, string what)
    {
        var match = line.Match(dockerfile);
        return match.Success ? match : throw new DockerfileTextException(what, dockerfile);
    }

    private static string Replace(string text, Group part, string value) =>
        string.Concat(text.AsSpan(0, part.Index), value, text.AsSpan(part.Index + part.Length));

    // FROM [--platform=…] registry:port/name:tag [AS stage]; the tag is after the last colon, which no slash follows.
    [GeneratedRegex(@"^[ \t]*FROM[ \t]+(--\S+[ \t]+)*\S+?:(?<tag>[\w][\w.-]*)(?=[ \t]*(AS[ \t]|\r?$))", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex FromLine();

    [GeneratedRegex(@"^[ \t]*COPY[ \t]+(--\S+[ \t]+)*(\S*/)?(?<bar>[^\s/]+)\.bar[ \t]", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex CopyLine();
}
