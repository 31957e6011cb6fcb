using DddAspire.LoadClient.Audit;
using DddAspire.LoadClient.Calls;
using DddAspire.LoadClient.Pacing;
using DddAspire.LoadClient.Quotes;
using DddAspire.LoadClient.Requests;
using DddAspire.LoadClient.Versions;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Runs;

/// <summary>One run: a schedule on a thread of its own, then the audit, then the report.</summary>
internal sealed class LoadRun : IDisposable
{
    private readonly LoadPlan _plan;
    private readonly RunIdentity _identity = RunIdentity.New();
    private readonly PostLedger _book = new();
    private readonly ConnectionPool _pool;
    private readonly WireCaller _caller;
    private readonly Auditor _auditor;
    private readonly PreciseDelay _pause = new();
    private readonly LoadScheduler _pump;
    private readonly RunReporter _reporter;
    private readonly CancellationTokenSource _brokenOff = new();

    private LoadRun(LoadPlan plan, Target target, PreparedRequest? request, TimeProvider time, Action<LoadWindow> windowClosed)
    {
        _plan = plan;
        _pool = new ConnectionPool(target);
        _caller = new WireCaller(_pool, request?.Versions ?? new VersionHeaderCache(), plan.Timeout);
        var endpoint = new QuoteEndpoint(target, time);
        _auditor = new Auditor(_caller, endpoint, _identity, time);
        var script = request?.Script
            ?? (plan.Script == CallScript.Get ? new GetScript(target) : new QuoteScript(endpoint, _identity, _book));
        var clock = new RunClock(time);
        var fold = new RunFold(_identity.Id, plan, clock, windowClosed);
        var attacker = new Attacker(_caller, clock, plan.MaxInFlight);
        _reporter = new RunReporter(fold, attacker, _pool, _book);
        _pump = new LoadScheduler(fold, attacker, script, _pause, _reporter);
        Completion = CompleteAsync();
    }

    public string Id => _identity.Id;

    /// <summary>The final report, once the audit is done.</summary>
    public Task<LoadReport> Completion { get; }

    public LoadStatus Status => Completion.IsCompleted ? _pump.Status with { State = LoadState.Ended, Running = false } : _pump.Status;

    /// <exception cref="TargetNotFoundException">The url's host has no address.</exception>
    public static async Task<LoadRun> StartAsync(
        LoadPlan plan, TimeProvider time, Action<LoadWindow> windowClosed, CancellationToken cancellationToken) =>
        new(plan, await Target.ResolveAsync(new Uri(plan.Url), cancellationToken), null, time, windowClosed);

    /// <summary>A run of any request instead of the plan's script.</summary>
    public static LoadRun Start(LoadPlan plan, PreparedRequest request, TimeProvider time, Action<LoadWindow> windowClosed) =>
        new(plan, request.Target, request, time, windowClosed);

    /// <summary>False when the schedule is over.</summary>
    public bool TryChangeRate(double rate) => _pump.TryPost(new RunCommand.ChangeRate(rate));

    /// <summary>False when the schedule is over.</summary>
    public bool TryMark(string name) => _pump.TryPost(new RunCommand.Mark(name));

    /// <summary>Ends the schedule; what is under way is awaited and what was posted is audited.</summary>
    public void Stop() => _pump.TryPost(new RunCommand.Stop());

    /// <summary>Ends the run at once: what is under way is cut off, the audit too.</summary>
    public void BreakOff()
    {
        _pump.TryPost(new RunCommand.BreakOff());
        _brokenOff.Cancel();
    }

    /// <summary>The report as it stands.</summary>
    public async Task<LoadReport> ReportAsync()
    {
        var answer = new TaskCompletionSource<LoadReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        return await (_pump.TryPost(new RunCommand.Report(answer)) ? answer.Task : Completion);
    }

    public void Dispose()
    {
        _caller.Dispose();
        _pool.Dispose();
        _pause.Dispose();
        _brokenOff.Dispose();
    }

    private async Task<LoadReport> CompleteAsync()
    {
        await Task.Factory.StartNew(_pump.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _reporter.StopMeter();
        return _reporter.Compose(_pump.End, await AuditAsync());
    }

    private async Task<AuditFigures?> AuditAsync()
    {
        try
        {
            return await _auditor.AuditAsync(_book, TimeSpan.FromSeconds(_plan.AuditSeconds), _brokenOff.Token);
        }
        catch (OperationCanceledException) when (_brokenOff.IsCancellationRequested)
        {
            return null;
        }
    }
}
