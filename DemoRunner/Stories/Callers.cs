using System.Globalization;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoRunner.Stories;

/// <summary>The callers of a story: starts and stops the load and watches which versions serve it.</summary>
internal sealed class Callers(StoryTools tools, StoryJournal journal)
{
    /// <summary>The mark from which on seconds of load are the story's own.</summary>
    public const string LoadStarted = "load-started";

    /// <summary>The mark from which on the change can be why something fails.</summary>
    public const string ChangePushed = "upgrade-pushed";

    /// <summary>The mark from which on the way back can be why something changes.</summary>
    public const string WayBackPushed = "rollback-pushed";

    private static readonly TimeSpan Baseline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstAnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SwitchLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(5);

    /// <summary>Whether callers are served by the story's integration, as was seen before anything was changed.</summary>
    public bool AreServed { get; private set; } = true;

    /// <summary>What they saw from the first call to the last; null until the load was stopped.</summary>
    public LoadFacts? Seen { get; private set; }

    /// <summary>Starts the load and lets it run long enough to know what is usual.</summary>
    public async Task<StepOutcome> StartAsync(Uri api, string integration, double rate, CancellationToken cancellationToken)
    {
        if ((await tools.Load.StatusAsync(cancellationToken)).Running)
        {
            await tools.Load.StopAsync(cancellationToken);
            journal.Append(new StoryEvent.Noted(tools.Time.GetUtcNow(), "A load that was running was stopped: the story's own counts from zero."));
        }

        journal.Append(new StoryEvent.Marked(tools.Time.GetUtcNow(), LoadStarted));
        await tools.Load.StartAsync(new LoadPlan(api.ToString(), rate, Objectives: new LoadObjectives(MaxP99Ms: journal.Progress.Request.MaxP99)), cancellationToken);
        await tools.WaitForAsync(
            $"the first answered call of {api}", FirstAnswerLimit, "the load client's log: logs/load.log in the state folder",
            async token => Answered(await SoFarAsync(token)),
            cancellationToken);
        await Task.Delay(Baseline, tools.Time, cancellationToken);
        await MarkAsync("baseline-end", cancellationToken);
        var soFar = await SoFarAsync(cancellationToken);
        AreServed = IsNamed(integration, soFar);
        if (!AreServed)
        {
            journal.Append(new StoryEvent.Noted(tools.Time.GetUtcNow(), UncalledFindings.Notice(integration)));
        }

        var usual = soFar.Figures;
        return new(
            usual.Failed == 0,
            string.Create(CultureInfo.InvariantCulture,
                $"{usual.Succeeded:N0} calls answered, {usual.Failed:N0} failed; 99 % within {usual.LatencyMs.P99:0.#} ms."));
    }

    /// <summary>Waits until all callers of <paramref name="integration"/> are served by one version, then lets the load go on for a while.</summary>
    public async Task<StepOutcome> ServedByAsync(string integration, IntegrationVersion version, CancellationToken cancellationToken)
    {
        if (!AreServed)
        {
            return await GoOnAsync($"no answer names {integration}", cancellationToken);
        }

        var switched = await SwitchedToAsync(integration, version, cancellationToken);
        return switched.AsExpected ? await GoOnAsync(switched.Detail, cancellationToken) : switched;
    }

    /// <summary>Waits until all callers of <paramref name="integration"/> are served by one version.</summary>
    public async Task<StepOutcome> SwitchedToAsync(string integration, IntegrationVersion version, CancellationToken cancellationToken)
    {
        try
        {
            await tools.WaitForAsync(
                $"all callers to be served by {integration} {version}", SwitchLimit, "curl -s http://127.0.0.1:5055/load/report",
                async token => Switched(integration, version, await SoFarAsync(token)),
                cancellationToken);
        }
        catch (WaitTimedOutException exception)
        {
            return new(false, exception.Message);
        }

        return StepOutcome.Expected($"all callers are served by {integration} {version}");
    }

    /// <summary>Lets the load go on for a while.</summary>
    public async Task<StepOutcome> GoOnAsync(string detail, CancellationToken cancellationToken)
    {
        await Task.Delay(Afterwards, tools.Time, cancellationToken);
        var figures = (await SoFarAsync(cancellationToken)).Figures;
        return new(
            figures.Failed == 0,
            string.Create(CultureInfo.InvariantCulture, $"{figures.Succeeded:N0} calls answered, {figures.Failed:N0} failed; {detail}."));
    }

    /// <summary>Stops the load, if one runs, and reads every acknowledged quote back.</summary>
    public async Task<StepOutcome> StopAsync(CancellationToken cancellationToken)
    {
        if (!(await tools.Load.StatusAsync(cancellationToken)).Running)
        {
            return StepOutcome.Expected("No load was running.");
        }

        Seen = await StoppedAsync(cancellationToken);
        return StepOutcome.Expected($"{Seen.Figures.Sent} calls sent, {Seen.Figures.Failed} failed.");
    }

    private async Task<LoadFacts> StoppedAsync(CancellationToken cancellationToken)
    {
        var facts = (await tools.Load.StopAsync(cancellationToken)).ToFacts();
        foreach (var note in facts.Notes)
        {
            journal.Append(new StoryEvent.Noted(tools.Time.GetUtcNow(), note));
        }

        return facts;
    }

    /// <summary>Notes a moment in the journal and in the load's own record.</summary>
    public async Task MarkAsync(string name, CancellationToken cancellationToken)
    {
        journal.Append(new StoryEvent.Marked(tools.Time.GetUtcNow(), name));
        await tools.Load.MarkAsync(name, cancellationToken);
    }

    private async Task<LoadFacts> SoFarAsync(CancellationToken cancellationToken) =>
        (await tools.Load.ReportAsync(cancellationToken)).ToFacts();

    private static Observation<LoadFacts> Answered(LoadFacts load) =>
        new(load.Figures.Succeeded > 0 ? load : null, $"{load.Figures.Sent} calls sent, {load.Figures.Failed} failed");

    /// <summary>Whether an integration served any of the calls; true as well where the answers name nobody.</summary>
    internal static bool IsNamed(string integration, LoadFacts load) => load.Versions.IsEmpty || load.Versions.Any(seen => seen.Integration == integration);

    internal static Observation<VersionSeen> Switched(string integration, IntegrationVersion version, LoadFacts load)
    {
        var seen = load.Versions.Where(entry => entry.Integration == integration).ToList();
        if (seen.Count == 0)
        {
            return new(null, "no version");
        }

        // By the load client's clock alone: when the machine's is set in between, the two programs differ for the rest of their lives.
        var now = load.Versions.Max(entry => entry.LastSeen);
        var wanted = seen.Find(entry => entry.Runtime == version.Runtime && entry.Bar == version.Bar);
        var others = seen.Where(entry => entry != wanted && entry.LastSeen > now - Quiet).ToList();
        var switched = wanted is not null && wanted.LastSeen > now - Quiet && others.Count == 0;
        return new(switched ? wanted : null, string.Join(", ", seen.Select(entry => $"{entry.Runtime}/{entry.Bar}")));
    }
}
