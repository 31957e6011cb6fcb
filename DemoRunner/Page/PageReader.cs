using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Stories;
using k8s.Autorest;

namespace DddAspire.DemoRunner.Page;

/// <summary>Looks at the parts of the demo for the page; a part that does not answer is shown as not running, never as an error page.</summary>
internal sealed class PageReader(
    EnvironmentOptions options, PipelineAccess access, ClusterView cluster, ClusterWatch watch, RunCatalog runs, LoadControlClient load, StoryStage stage, ReportFolder reports)
{
    // The runner does not remember the stories of one that ran before it; their reports do.
    private readonly Lazy<StoryProgress?> before = new(() => LastStory.Read(reports));

    private const int RunsShown = 8;
    private static readonly TimeSpan ClusterLimit = TimeSpan.FromSeconds(3);

    /// <summary>The integration whose versions colour the chart.</summary>
    public string Focus => SampleStory?.Request.Integration ?? Solution.Acme;

    /// <summary>All that the page shows when it opens.</summary>
    public async Task<PageState> ReadAsync(CancellationToken cancellationToken) => new(
        await StatusAsync(access.TryGetState() is null ? [] : await IntegrationsAsync(cancellationToken), cancellationToken),
        Runs(),
        Story(),
        Script(),
        Focus,
        [.. Solution.Integrations],
        [Solution.StartFixPack, Solution.NextFixPack, Solution.LaterFixPack, Solution.BrokenFixPack],
        $"kubectl --kubeconfig {options.Layout.Kubeconfig} get pods --namespace {Solution.TestNamespace} --watch");

    /// <summary>The story without its timeline, which comes second by second.</summary>
    public StoryProgress? Story() => SampleStory is { } progress ? progress with { Timeline = [], Runs = [] } : null;

    /// <summary>What the story's steps are in short, and what to watch in each.</summary>
    public ImmutableArray<StepHint> Script() => SampleStory is { } progress ? StepHints.Of(progress) : [];

    /// <summary>The seconds of a story that another runner told; those of this one's come from the load client, which keeps them.</summary>
    public ImmutableArray<TimelineSecond> TimelineBefore() => stage.Current is null && before.Value is { } story ? story.Timeline : [];

    /// <summary>The newest runs, the newest first.</summary>
    public ImmutableArray<RunView> Runs() => [.. runs.List().Reverse().Take(RunsShown)];

    /// <summary>Integrations, load and links, for whoever asks often.</summary>
    public Task<PageStatus> StatusAsync(CancellationToken cancellationToken) =>
        StatusAsync(access.TryGetState() is null ? [] : watch.Current ?? [], cancellationToken);

    private async Task<PageStatus> StatusAsync(IEnumerable<IntegrationView> integrations, CancellationToken cancellationToken) => new(
        Urls(access.TryGetState()),
        [.. integrations.OrderBy(view => view.Name, StringComparer.Ordinal).ThenBy(view => view.Namespace, StringComparer.Ordinal)],
        await LoadAsync(cancellationToken),
        reports.Find(ReportFolder.Latest, ReportFile.Html) is not null);

    /// <summary>The pods of both namespaces; none while the cluster does not answer.</summary>
    public ImmutableArray<PagePod> Pods() => watch.Pods is { } pods ? [.. pods.Select(PagePod.Of)] : [];

    /// <summary>The commit that a run brings, with its changes; null where the pipeline does not have it, or not yet.</summary>
    public async Task<CommitView?> CommitAsync(RunView run, CancellationToken cancellationToken)
    {
        try
        {
            return access.TryGetState() is { } state ? await access.Repository(state).ShowAsync(run.Commit, cancellationToken) : null;
        }
        catch (ToolException)
        {
            return null;
        }
    }

    private StoryProgress? SampleStory => stage.Current?.Progress ?? before.Value;

    private async Task<ImmutableArray<IntegrationView>> IntegrationsAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ClusterLimit);
        try
        {
            var spaces = await Task.WhenAll(Solution.Namespaces.Select(space => cluster.ListAsync(space, limited.Token)));
            return [.. spaces.SelectMany(views => views)];
        }
        catch (Exception exception) when (exception is HttpRequestException or HttpOperationException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [];
        }
    }

    private async Task<PageLoad> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await load.StatusAsync(cancellationToken);
            return new(status.Running, status.Rate, status.Succeeded, status.Failed);
        }
        catch (LoadClientException)
        {
            return new(false, 0, 0, 0);
        }
    }

    private ImmutableSortedDictionary<string, string> Urls(EnvironmentState? state)
    {
        var urls = ImmutableSortedDictionary<string, string>.Empty.Add("page", $"http://127.0.0.1:{options.Ports.Page}/");
        return state is null
            ? urls
            : urls
                .Add("api", state.Cluster.ApiUrls[Solution.TestNamespace].ToString())
                .Add("git", new Uri(state.Git.BaseUrl, $"/{state.Git.Owner}/{state.Git.Repository}").ToString());
    }
}
