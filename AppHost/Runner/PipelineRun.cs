namespace DddAspire.AppHost.Runner;

/// <summary>A pipeline run, as far as a command tells of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Commit">The full commit id.</param>
/// <param name="Result">queued, running, passed, failed, rolledBack or superseded.</param>
/// <param name="PushedAt">When the push was noticed.</param>
/// <param name="LiveAt">When it was live and checked everywhere; null when it never was.</param>
/// <param name="Reason">Why it failed or was rolled back.</param>
internal sealed record PipelineRun(string Id, string Commit, string Result, DateTimeOffset PushedAt, DateTimeOffset? LiveAt, string? Reason)
{
    /// <summary>Whether it has come to its end.</summary>
    public bool Finished => Result is not ("queued" or "running");

    /// <summary>Whether it is live.</summary>
    public bool Passed => Result == "passed";
}
