namespace DddAspire.DemoEnvironment.Programs;

/// <summary>What has to be done so that a program runs as wanted.</summary>
internal enum ProgramPlan
{
    /// <summary>It does not run: start it.</summary>
    Start,

    /// <summary>It runs as wanted.</summary>
    Keep,

    /// <summary>It runs another build, or with other arguments: stop it and start it.</summary>
    Restart,
}

/// <summary>Decides what has to be done.</summary>
internal static class ProgramPlans
{
    /// <summary>Decides from the pid file and the mark of the process that has its id now.</summary>
    public static ProgramPlan Decide(PidRecord? record, string? markNow, string build, IReadOnlyList<string> arguments) =>
        !Runs(record, markNow) ? ProgramPlan.Start
        : record!.Build == build && record.Arguments.SequenceEqual(arguments) ? ProgramPlan.Keep
        : ProgramPlan.Restart;

    /// <summary>Whether the process with the record's id is still the one that was recorded.</summary>
    public static bool Runs(PidRecord? record, string? markNow) => record is not null && record.Mark == markNow;
}
