namespace DddAspire.LoadClient.Calls;

/// <summary>The raw facts of one call; times count from the start of the run.</summary>
/// <param name="Number">Which call of the schedule, from 0.</param>
/// <param name="Call">What was asked.</param>
/// <param name="Due">When the schedule wanted it begun.</param>
/// <param name="Begun">When it was begun.</param>
/// <param name="Ended">When its outcome was known.</param>
/// <param name="Result">How it ended.</param>
internal readonly record struct Sample(
    long Number, PlannedCall Call, TimeSpan Due, TimeSpan Begun, TimeSpan Ended, CallResult Result)
{
    /// <summary>What a caller who wanted the answer at the due time waited: no omission of what a slow server held up.</summary>
    public TimeSpan Latency => Ended - Due;

    public TimeSpan Service => Ended - Begun;

    public TimeSpan Lateness => Begun - Due;
}
