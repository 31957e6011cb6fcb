using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>All that a proof's verdict is made from.</summary>
/// <param name="Request">What was to be proved.</param>
/// <param name="Load">What the load client found.</param>
/// <param name="Command">The command; null when it was never started.</param>
/// <param name="Interrupted">Whether Ctrl+C ended it early.</param>
internal sealed record ProofEvidence(ProofRequest Request, LoadReport Load, CommandInfo? Command, bool Interrupted);

/// <summary>The command in the middle of the load.</summary>
/// <param name="Line">As the user gave it.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC.</param>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit code.</param>
public sealed record CommandInfo(string Line, DateTimeOffset StartedAt, DateTimeOffset EndedAt, UserCommandEnd End, int ExitCode);

/// <summary>The phases of a proof, and the marks of the load client that begin them.</summary>
internal static class ProofPhases
{
    /// <summary>The mark at the start of the command.</summary>
    public const string During = PhaseMark.BaselineEnd;

    /// <summary>The mark at the end of the command.</summary>
    public const string After = "after";

    /// <summary>A phase's name for people, by the mark that it begins with.</summary>
    public static string Name(string mark) => mark switch
    {
        PhaseMark.Start => "before",
        During => "during",
        _ => mark,
    };
}
