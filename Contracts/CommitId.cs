namespace DddAspire.Contracts;

/// <summary>A commit's id as people read it.</summary>
public static class CommitId
{
    private const int Length = 10;

    /// <summary>Its first ten digits; one that is shorter is whole.</summary>
    /// <param name="id">The full id, or that of a tree.</param>
    public static string Abbreviate(string id) => id.Length > Length ? id[..Length] : id;
}
