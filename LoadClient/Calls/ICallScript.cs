namespace DddAspire.LoadClient.Calls;

/// <summary>Decides what the calls of a schedule are. Used by one thread: the one that keeps the schedule.</summary>
internal interface ICallScript
{
    PlannedCall Next();

    void Ended(PlannedCall call, CallOutcome outcome);
}
