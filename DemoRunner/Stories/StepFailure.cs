namespace DddAspire.DemoRunner.Stories;

/// <summary>A step that did not see what it expected.</summary>
/// <param name="Cause">Whose fault it was.</param>
/// <param name="Reason">The step and what went wrong, in words.</param>
internal sealed record StepFailure(StepFailureCause Cause, string Reason);

/// <summary>Whose fault a failure is.</summary>
internal enum StepFailureCause
{
    /// <summary>The thing under test did not do what the story claims.</summary>
    Expectation,

    /// <summary>A tool, the cluster or the network broke: nothing can be said of the thing under test.</summary>
    Environment,

    /// <summary>Somebody stopped the story.</summary>
    Cancelled,
}
