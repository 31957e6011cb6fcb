using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Programs;

/// <summary>A program of ours in the background: started once, known by its pid file, stopped by its exact process.</summary>
internal sealed class BackgroundProgram(ProgramSpec spec, StateLayout layout, StepLog steps, TimeProvider time) : IEnvironmentPart
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    // Above the programs' own limit for a stop, which is what a clean end takes at most.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan OtherCommand = TimeSpan.FromMinutes(10);
    private readonly string pidFile = layout.PidFile(spec.Name);

    /// <inheritdoc/>
    public string Name => spec.Name;

    /// <inheritdoc/>
    public Uri? Url => new(spec.Health, "/");

    /// <summary>Whether it runs, and was started with other arguments than those that are wanted now.</summary>
    public bool HasOtherArguments =>
        PidRecord.Find(pidFile) is { } record && ProgramPlans.Runs(record, ProcessIdentity.Read(record.Pid)) && !record.Arguments.SequenceEqual(spec.Arguments);

    /// <inheritdoc/>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        steps.RunAsync($"Program {spec.Name}", async step =>
        {
            var build = ProgramBuild.Copy(AppContext.BaseDirectory, layout.Programs);
            var record = PidRecord.Find(pidFile);
            var plan = ProgramPlans.Decide(record, record is null ? null : ProcessIdentity.Read(record.Pid), build.Id, spec.Arguments);
            if (plan == ProgramPlan.Keep && await HealthAsync(cancellationToken) is null)
            {
                step.WasThere($"runs already (pid {record!.Pid})");
                return;
            }

            if (plan != ProgramPlan.Start)
            {
                await StopAsync(record!, cancellationToken);
            }

            await StopStraysAsync(cancellationToken);
            step.Made($"pid {await StartAsync(build, cancellationToken)}");
            ProgramBuild.RemoveOthers(layout.Programs, PidRecord.BuildsIn(layout.Root), (time.GetUtcNow() - OtherCommand).UtcDateTime);
        });

    /// <inheritdoc/>
    public Task<string?> HealthAsync(CancellationToken cancellationToken) => HttpProbe.ProbeAsync(spec.Health, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        steps.RunAsync($"Stop {spec.Name}", async step =>
        {
            var record = PidRecord.Find(pidFile);
            var runs = ProgramPlans.Runs(record, record is null ? null : ProcessIdentity.Read(record.Pid));
            if (runs)
            {
                await StopAsync(record!, cancellationToken);
            }

            runs |= await StopStraysAsync(cancellationToken);
            File.Delete(pidFile);
            step.Removed(runs);
        });

    private async Task<int> StartAsync(ProgramBuild build, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(layout.Root);
        var program = new ToolCommand("dotnet", [Path.Combine(build.Folder, spec.Assembly), .. spec.Arguments])
        {
            WorkingDirectory = layout.Root,
            Environment = spec.Variables,
        };
        // Not to be cancelled half-way: what has been started has to be written down.
        cancellationToken.ThrowIfCancellationRequested();
        var pid = await DetachedStart.RunAsync(program, layout.Log(spec.Name), CancellationToken.None);
        new PidRecord(pid, ProcessIdentity.Read(pid) ?? "gone", build.Id, [.. spec.Arguments]).Write(pidFile);
        await new Wait($"{spec.Name} to answer", StartLimit, TimeSpan.FromMilliseconds(200), $"tail {layout.Log(spec.Name)}")
            .UntilAsync(token => ProbeAsync(pid, token), time, cancellationToken);
        return pid;
    }

    private async Task<string?> ProbeAsync(int pid, CancellationToken cancellationToken) =>
        ProcessIdentity.Read(pid) is null
            ? throw new ProgramEndedException(spec.Name, layout.Log(spec.Name))
            : await HealthAsync(cancellationToken);

    private async Task<bool> StopStraysAsync(CancellationToken cancellationToken)
    {
        var strays = await StrayProcesses.FindAsync(layout.Programs, spec.Assembly, cancellationToken);
        await Task.WhenAll(strays.Select(stray => StopAsync(stray, cancellationToken)));
        return strays.Count > 0;
    }

    private async Task StopAsync(PidRecord record, CancellationToken cancellationToken)
    {
        await DetachedStart.SignalAsync(record.Pid, kill: false, cancellationToken);
        try
        {
            await Gone(StopLimit).UntilAsync(_ => Task.FromResult(StillThere(record)), time, cancellationToken);
        }
        catch (WaitTimedOutException)
        {
            await DetachedStart.SignalAsync(record.Pid, kill: true, cancellationToken);
            await Gone(StartLimit).UntilAsync(_ => Task.FromResult(StillThere(record)), time, cancellationToken);
        }
    }

    private Wait Gone(TimeSpan limit) => new($"{spec.Name} to end", limit, TimeSpan.FromMilliseconds(50), $"tail {layout.Log(spec.Name)}");

    private static string? StillThere(PidRecord record) => ProcessIdentity.Read(record.Pid) == record.Mark ? $"pid {record.Pid} is still there" : null;
}
