namespace DddAspire.Contracts.Stories;

/// <summary>What a story proved.</summary>
public enum StoryOutcome
{
    /// <summary>The change took place and callers noticed nothing.</summary>
    Passed,

    /// <summary>The change did not take place, or callers noticed, or something else was touched.</summary>
    Failed,

    /// <summary>The measurement itself was not good enough to say either.</summary>
    Inconclusive,
}
