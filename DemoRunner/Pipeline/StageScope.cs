using System.Diagnostics;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Telemetry;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>One stage of a run: owns its span, its journal entries and its log lines, and has failed unless it says otherwise.</summary>
internal sealed class StageScope : IDisposable
{
    private readonly RunCatalog runs;
    private readonly RunLog log;
    private readonly TimeProvider time;
    private readonly string run;
    private readonly string stage;
    private readonly Activity? activity;
    private readonly long started;
    private bool passed;

    public StageScope(RunCatalog runs, RunLog log, TimeProvider time, string run, string stage)
    {
        (this.runs, this.log, this.time, this.run, this.stage) = (runs, log, time, run, stage);
        started = time.GetTimestamp();
        activity = RunnerTelemetry.Activities.StartActivity(stage);
        runs.Append(run, new RunEvent.StageStarted(time.GetUtcNow(), stage));
        Say("started");
    }

    /// <summary>Adds a line to the run's log.</summary>
    public void Say(string line) => log.Write(run, $"[{stage}] {line}");

    /// <summary>The stage's last statement: it did what it is for.</summary>
    public void Pass() => passed = true;

    /// <summary>The last statement of a stage that goes on past an integration's fault.</summary>
    public void PassIf(bool clean) => passed = clean;

    /// <summary>Adds each fault with its next step to the run's log.</summary>
    public void SayFaults(IReadOnlyDictionary<string, DemoException> faults, EnvironmentOptions options)
    {
        foreach (var (integration, fault) in faults)
        {
            Say($"{integration}: {Advice.Of(fault, options)}");
        }
    }

    public void Dispose()
    {
        Say(passed ? "passed" : "failed");
        activity?.SetStatus(passed ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        activity?.Dispose();
        runs.Append(run, new RunEvent.StageEnded(time.GetUtcNow(), stage, passed) { DurationMs = time.GetElapsedTime(started).TotalMilliseconds });
    }
}
