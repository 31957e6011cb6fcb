
namespace DddAspire.LoadClient.Quotes;

/// <summary>What the caller of a post knows about it.</summary>
internal enum PostState
{
    /// <summary>It was begun and no right answer came: done or not.</summary>
    Unknown,

    /// <summary>It was answered rightly: it must be there.</summary>
    Acknowledged,

    /// <summary>Nothing of it was sent: it can't be there.</summary>
    NotSent,
}
