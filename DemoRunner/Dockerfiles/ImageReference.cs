namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>An image's name, taken apart: <c>registry/repository:tag@digest</c>.</summary>
/// <param name="Whole">As it is written, variables filled in.</param>
/// <param name="Registry">host or host:port; Docker Hub's when none is written.</param>
/// <param name="Repository">Its name there.</param>
/// <param name="Tag">Null when none is written.</param>
/// <param name="Digest">Such as <c>sha256:…</c>; null when none is written.</param>
internal sealed record ImageReference(SourceText Whole, string Registry, string Repository, SourceText? Tag, SourceText? Digest)
{
    public const string DockerHub = "docker.io";
    private const int ShortDigest = 12;

    /// <summary>What the registry is asked for: the digest, which wins over a tag, or the tag.</summary>
    public string Selector => Digest?.Text ?? Tag?.Text ?? "latest";

    /// <summary>A version for people where the image itself tells none: its tag, or the first digits of its digest.</summary>
    public string Version => Tag?.Text
        ?? (Digest is { } digest ? digest.Text.Split(':')[^1] is var hex && hex.Length > ShortDigest ? hex[..ShortDigest] : hex : "latest");

    public static ImageReference Parse(SourceText reference)
    {
        var at = reference.Text.IndexOf('@', StringComparison.Ordinal);
        var named = at < 0 ? reference : reference.Slice(0, at);
        var colon = named.Text.LastIndexOf(':');
        var tagged = colon > named.Text.LastIndexOf('/');
        var path = tagged ? named.Text[..colon] : named.Text;
        var (registry, repository) = Place(path);
        return new ImageReference(reference, registry, repository, tagged ? named.From(colon + 1) : null, at < 0 ? null : reference.From(at + 1));
    }

    /// <inheritdoc/>
    public override string ToString() => Whole.Text;

    private static (string Registry, string Repository) Place(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : path[..slash];
        return first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost"
            ? (first, path[(slash + 1)..])
            : (DockerHub, slash < 0 ? $"library/{path}" : path);
    }
}
