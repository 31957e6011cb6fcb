using System.Globalization;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.Load;
using DddAspire.DemoRunner.Reports;

namespace DddAspire.DemoRunner.Stories;

/// <summary>The callers of a story: starts and stops the load and watches which versions serve it.</summary>
internal sealed class Callers(StoryTools tools, StoryJournal journal)
{
    /// <summary>The mark from which on seconds of load are the story's own.</summary>
    public const string LoadStarted = "load-started";

    private static readonly TimeSpan Baseline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstAnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SwitchLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(5);

    /// <summary>Starts the load and lets it run long enough to know what is usual.</summary>
    public async Task<StepSeen> StartAsync(Uri api, double rate, CancellationToken cancellationToken)
    {
        if ((await tools.Load.StatusAsync(cancellationToken)).Running)
        {
            await tools.Load.StopAsync(cancellationToken);
            journal.Append(new StoryEvent.Noted(tools.Time.GetUtcNow(), "A load that was running was stopped: the story's own counts from zero."));
        }

        journal.Append(new StoryEvent.Marked(tools.Time.GetUtcNow(), LoadStarted));
        await tools.Load.StartAsync(api, rate, cancellationToken);
        await tools.Patience.UntilAsync(
            $"the first answered call of {api}", FirstAnswerLimit, "the load client's log: logs/load.log in the state folder",
            async token => Answered(await SoFarAsync(token)),
            cancellationToken);
        await Task.Delay(Baseline, tools.Time, cancellationToken);
        await MarkAsync("baseline-end", cancellationToken);
        var usual = (await SoFarAsync(cancellationToken)).Figures;
        return new(
            usual.Failed == 0,
            string.Create(CultureInfo.InvariantCulture,
                $"{usual.Succeeded:N0} calls answered, {usual.Failed:N0} failed; 99 % within {usual.LatencyMs.P99:0.#} ms."));
    }

    /// <summary>Waits until all callers of <paramref name="integration"/> are served by one version, then lets the load go on for a while.</summary>
    public async Task<StepSeen> ServedByAsync(string integration, IntegrationVersion version, CancellationToken cancellationToken)
    {
        try
        {
            await tools.Patience.UntilAsync(
                $"all callers to be served by {integration} {version}", SwitchLimit, "curl -s http://127.0.0.1:5055/load/report",
                async token => Switched(integration, version, await SoFarAsync(token)),
                cancellationToken);
        }
        catch (WaitTimedOutException exception)
        {
            return new(false, exception.Message);
        }

        return await GoOnAsync($"all callers are served by {integration} {version}", cancellationToken);
    }

    /// <summary>Lets the load go on for a while.</summary>
    public async Task<StepSeen> GoOnAsync(string detail, CancellationToken cancellationToken)
    {
        await Task.Delay(Afterwards, tools.Time, cancellationToken);
        var figures = (await SoFarAsync(cancellationToken)).Figures;
        return new(
            figures.Failed == 0,
            string.Create(CultureInfo.InvariantCulture, $"{figures.Succeeded:N0} calls answered, {figures.Failed:N0} failed; {detail}."));
    }

    /// <summary>Stops the load and reads every acknowledged quote back.</summary>
    public async Task<LoadFacts> StopAsync(CancellationToken cancellationToken) =>
        (await tools.Load.StopAsync(cancellationToken)).ToFacts();

    /// <summary>Notes a moment in the journal and in the load's own record.</summary>
    public async Task MarkAsync(string name, CancellationToken cancellationToken)
    {
        journal.Append(new StoryEvent.Marked(tools.Time.GetUtcNow(), name));
        await tools.Load.MarkAsync(name, cancellationToken);
    }

    private async Task<LoadFacts> SoFarAsync(CancellationToken cancellationToken) =>
        (await tools.Load.ReportAsync(cancellationToken)).ToFacts();

    private static Sighting<LoadFacts> Answered(LoadFacts load) =>
        new(load.Figures.Succeeded > 0 ? load : null, $"{load.Figures.Sent} calls sent, {load.Figures.Failed} failed");

    private Sighting<VersionSeen> Switched(string integration, IntegrationVersion version, LoadFacts load)
    {
        var seen = load.Versions.Where(entry => entry.Integration == integration).ToList();
        var wanted = seen.Find(entry => entry.Runtime == version.Runtime && entry.Bar == version.Bar);
        var others = seen.Where(entry => entry != wanted && entry.LastSeen > tools.Time.GetUtcNow() - Quiet).ToList();
        var switched = wanted is not null && wanted.LastSeen > tools.Time.GetUtcNow() - Quiet && others.Count == 0;
        return new(switched ? wanted : null, seen.Count == 0 ? "no version" : string.Join(", ", seen.Select(entry => $"{entry.Runtime}/{entry.Bar}")));
    }
}
