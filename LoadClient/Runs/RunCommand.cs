namespace DddAspire.LoadClient.Runs;

/// <summary>What can be asked of a run under way.</summary>
internal abstract record RunCommand
{
    private RunCommand()
    {
    }

    public sealed record ChangeRate(double Rate) : RunCommand;

    public sealed record Mark(string Name) : RunCommand;

    /// <summary>Ends the schedule; calls under way are awaited.</summary>
    public sealed record Stop : RunCommand;

    /// <summary>Ends the run at once; calls under way are cut off.</summary>
    public sealed record BreakOff : RunCommand;

    public sealed record Report(TaskCompletionSource<LoadReport> Answer) : RunCommand;
}
