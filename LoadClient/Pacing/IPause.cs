namespace DddAspire.LoadClient.Pacing;

/// <summary>How the thread that keeps the schedule waits for the next due call.</summary>
internal interface IPause
{
    void For(TimeSpan duration);
}
