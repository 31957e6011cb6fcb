using System.Collections.Immutable;
using System.Globalization;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>What follows from a proof's evidence. Pure.</summary>
internal sealed record ProofVerdict(StoryOutcome Outcome, ImmutableArray<string> Reasons)
{
    /// <summary>A failed call or a failed command is always a failure; what could not be seen to its end is inconclusive otherwise.</summary>
    public static ProofVerdict Of(ProofEvidence evidence)
    {
        var load = evidence.Load.Verdict;
        ImmutableArray<string> failed = [.. CommandFaults(evidence), .. load.Kind == VerdictKind.Missed ? [.. load.Reasons, .. PhaseFaults(evidence)] : Array.Empty<string>(), .. VersionFaults(evidence)];
        ImmutableArray<string> unclear = [.. Interruption(evidence), .. load.Kind == VerdictKind.Inconclusive ? load.Reasons : []];
        return (failed, unclear) switch
        {
            ({ IsEmpty: false }, _) => new ProofVerdict(StoryOutcome.Failed, failed.AddRange(unclear)),
            (_, { IsEmpty: false }) => new ProofVerdict(StoryOutcome.Inconclusive, unclear),
            _ => new ProofVerdict(StoryOutcome.Passed, [.. load.Reasons, .. Change(evidence)]),
        };
    }

    private static IEnumerable<string> CommandFaults(ProofEvidence evidence) => evidence.Command switch
    {
        null when evidence.Interrupted => [],
        null => [$"the command was not started, because no call succeeded before it{First(evidence)}"],
        { End: UserCommandEnd.TimedOut } => [Text($"the command did not end within {evidence.Request.CommandLimit.TotalSeconds:0.#} s and was stopped")],
        { End: UserCommandEnd.Exited, ExitCode: not 0 and var code } => [Text($"the command ended with exit code {code}")],
        _ => [],
    };

    private static string First(ProofEvidence evidence) =>
        evidence.Load.Load.Failures is [var failure, ..] ? $"; the first failure: {failure.Detail}" : "";

    private static IEnumerable<string> PhaseFaults(ProofEvidence evidence) => evidence.Load.Phases
        .Where(phase => phase.Failed > 0)
        .Select(phase => Text($"{phase.Failed:N0} of {phase.Scheduled:N0} calls due {ProofPhases.Name(phase.Name)} the command failed"));

    // A perfect score for a change that never reached a caller must not be given.
    private static IEnumerable<string> VersionFaults(ProofEvidence evidence)
    {
        if (evidence.Request.Request.VersionHeader is not { } header || evidence.Interrupted || evidence.Command is not { } command)
        {
            return [];
        }

        return evidence.Load.Versions switch
        {
            [] => [$"no answer had the header {header}"],
            var versions when !versions.Any(version => version.FirstSeen >= command.StartedAt) =>
                [$"callers saw no new version: {header} said {string.Join(", ", versions.Select(version => version.Runtime))} from before the command on"],
            _ => [],
        };
    }

    private static IEnumerable<string> Change(ProofEvidence evidence) => evidence.Request.Request.VersionHeader is { } header
        ? [$"callers saw {header} go through {string.Join(", ", evidence.Load.Versions.Select(version => version.Runtime))}"]
        : ["the answers do not say which version served (--version-header NAME), so only the calls were judged"];

    private static IEnumerable<string> Interruption(ProofEvidence evidence) => evidence.Interrupted
        ? [$"interrupted {(evidence.Load.Phases is [.., var last] ? ProofPhases.Name(last.Name) : "before")} the command: these are the figures until then"]
        : [];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
