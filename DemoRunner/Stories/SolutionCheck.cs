using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Is the whole solution deployed in both namespaces, does it run what git says, and does it answer?</summary>
internal sealed class SolutionCheck(StoryTools tools)
{
    private static readonly TimeSpan FirstDeployment = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Rollout = TimeSpan.FromMinutes(2);

    /// <summary>Waits until all integrations run what git says.</summary>
    /// <param name="git">Git's hash of each integration's folder.</param>
    /// <param name="subjects">The integrations that the story is about: another one's fault does not keep it from being told.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WaitTimedOutException">They do not, in time.</exception>
    public Task<ClusterSnapshot> DeployedAsync(IReadOnlyDictionary<string, string> git, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken) =>
        tools.WaitForAsync(
            "all integrations to run what git says, in both namespaces", FirstDeployment, "./demo status",
            async token => tools.Runs.Next() is { } run
                ? new(null, $"the pipeline is at work on run {run.Id} of commit {CommitId.Abbreviate(run.Commit)}")
                : Compare(git, subjects, await SnapshotAsync(token)),
            cancellationToken);

    /// <summary>Waits until every integration has as many pods as it should, all ready, and says which.</summary>
    /// <exception cref="WaitTimedOutException">They have not, in time.</exception>
    public Task<ClusterSnapshot> SettledAsync(CancellationToken cancellationToken) =>
        tools.WaitForAsync(
            "old pods to be gone and new ones ready", Rollout, "./demo status",
            async token => Settled(await SnapshotAsync(token)),
            cancellationToken);

    /// <summary>Waits until the API of a namespace answers a quote.</summary>
    /// <exception cref="WaitTimedOutException">It does not, in time.</exception>
    public Task<SampleQuote> AnswersAsync(Uri api, CancellationToken cancellationToken) =>
        tools.WaitForAsync(
            $"an answer from {api}", Rollout, $"curl -i {api}drivewayrepair/quote?QuoteID=1",
            token => AskAsync(api, token),
            cancellationToken);

    private async Task<ImmutableArray<IntegrationView>> SnapshotAsync(CancellationToken cancellationToken)
    {
        var spaces = await Task.WhenAll(Solution.Namespaces.Select(space => tools.Cluster.ListAsync(space, cancellationToken)));
        return [.. spaces.SelectMany(views => views)];
    }

    private async Task<Observation<SampleQuote>> AskAsync(Uri api, CancellationToken cancellationToken)
    {
        try
        {
            return new(await tools.Probe.AskAsync(api, cancellationToken), "an answer");
        }
        catch (HttpRequestException exception)
        {
            return new(null, exception.Message);
        }
    }

    // What the pipeline has given up stays as it is: only the subjects must be right. Pods are ready a moment before it notes what they answer with.
    private static Observation<ClusterSnapshot> Compare(IReadOnlyDictionary<string, string> git, IReadOnlyCollection<string> subjects, ImmutableArray<IntegrationView> cluster)
    {
        var wrong = from space in Solution.Namespaces
                    from folder in git
                    let view = cluster.FirstOrDefault(view => view.Name == folder.Key && view.Namespace == space)
                    where (subjects.Contains(folder.Key) && !Runs(view, folder.Value)) || (view is not null && !IsSettled(view))
                    select $"{folder.Key} in {space} is to run what git has ({CommitId.Abbreviate(folder.Value)}) and {Describe(view)}";
        return wrong.FirstOrDefault() is { } first ? new(null, first) : new(new(cluster), "all of them");
    }

    private static bool Runs(IntegrationView? view, string source) => view is { Drift: null, Bar.Length: > 0 } && view.Source == source;

    private static Observation<ClusterSnapshot> Settled(ImmutableArray<IntegrationView> cluster) =>
        cluster.FirstOrDefault(view => !IsSettled(view)) is { } first
            ? new(null, $"{first.Name} in {first.Namespace} {Describe(first)}")
            : new(new(cluster), "all of them");

    private static bool IsSettled(IntegrationView view) => view.Ready == view.Desired && view.Pods.Length == view.Desired && view.Desired > 0;

    private static string Describe(IntegrationView? view) => view is null
        ? "is not there"
        : $"runs {view.Runtime}/{(view.Bar.Length == 0 ? "(bar not noted yet)" : view.Bar)} with {view.Ready} of {view.Desired} ready ({view.Pods.Length} pods)";
}
