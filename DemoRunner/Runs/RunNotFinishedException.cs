using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.Runs;

/// <summary>A commit's run did not come to its end in the time given.</summary>
internal sealed class RunNotFinishedException(string commit, TimeSpan limit, RunView? seen) : DemoException(
    $"no finished run of commit {CommitId.Abbreviate(commit)} within {limit.TotalSeconds:0} s; {Describe(seen)}",
    seen is null
        ? "Look at the git server's webhook deliveries and at .demo/logs/serve.log"
        : $"curl http://127.0.0.1:5050/runs/{seen.Id}   # its stages and log")
{
    private static string Describe(RunView? seen) => seen is null
        ? "no run was started for it"
        : $"run {seen.Id} was {seen.Result} in stage {(seen.Stages.IsEmpty ? "(none)" : seen.Stages[^1].Name)}";
}
