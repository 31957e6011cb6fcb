using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Load;
using DddAspire.DemoRunner.Pipeline;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Stories;
using k8s.Autorest;

namespace DddAspire.DemoRunner.Page;

/// <summary>Looks at the parts of the demo for the page; a part that does not answer is shown as not running, never as an error page.</summary>
internal sealed class PageReader(
    EnvironmentOptions options, PipelineAccess access, ClusterView cluster, RunCatalog runs, LoadControl load, StoryStage stage, ReportFolder reports)
{
    private const int RunsShown = 8;
    private static readonly TimeSpan ClusterLimit = TimeSpan.FromSeconds(3);

    /// <summary>The integration whose versions colour the chart.</summary>
    public string Focus => stage.Current?.Progress.Request.Integration ?? Solution.Acme;

    /// <summary>All that the page shows when it opens.</summary>
    public async Task<PageState> ReadAsync(CancellationToken cancellationToken) => new(
        await StatusAsync(cancellationToken),
        Runs(),
        Story(),
        Focus,
        Solution.Integrations,
        [Solution.StartFixPack, Solution.NextFixPack, Solution.BrokenFixPack]);

    /// <summary>The story without its timeline, which comes second by second.</summary>
    public StoryProgress? Story() => stage.Current?.Progress is { } progress ? progress with { Timeline = [], Runs = [] } : null;

    /// <summary>The newest runs, the newest first.</summary>
    public ImmutableArray<RunView> Runs() => [.. runs.List().Reverse().Take(RunsShown)];

    /// <summary>Integrations, load and links.</summary>
    public async Task<PageStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var state = access.TryGetState();
        return new(
            Urls(state),
            state is null ? [] : await IntegrationsAsync(cancellationToken),
            await LoadAsync(cancellationToken),
            reports.Find(ReportFolder.Latest, ReportFile.Html) is not null);
    }

    private async Task<ImmutableArray<IntegrationView>> IntegrationsAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ClusterLimit);
        try
        {
            var spaces = await Task.WhenAll(Solution.Namespaces.Select(space => cluster.ListAsync(space, limited.Token)));
            return [.. spaces.SelectMany(views => views).OrderBy(view => view.Name, StringComparer.Ordinal).ThenBy(view => view.Namespace, StringComparer.Ordinal)];
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
