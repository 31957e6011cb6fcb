using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Stories;

/// <summary>A commit as people read it.</summary>
/// <param name="Id">Its full id.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Message">The first line of its message.</param>
/// <param name="Files">What it changed.</param>
public sealed record CommitView(string Id, string Author, DateTimeOffset At, string Message, ImmutableArray<FileDiff> Files)
{
    /// <summary>Its page on the git server; null where that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Uri? Url { get; init; }
}

/// <summary>What a commit changed in a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Lines">The lines that differ, each with its neighbours; none for what is no text.</param>
public sealed record FileDiff(string Path, ImmutableArray<DiffLine> Lines);

/// <summary>A line of a diff.</summary>
/// <param name="Kind">Whether it is there before, after, or both.</param>
/// <param name="Text">The line without its sign.</param>
public sealed record DiffLine(DiffKind Kind, string Text);

/// <summary>When a line of a diff is there.</summary>
public enum DiffKind
{
    /// <summary>Before and after.</summary>
    Context,

    /// <summary>Before only.</summary>
    Removed,

    /// <summary>After only.</summary>
    Added,
}
