using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.Kubernetes;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Is the whole solution deployed in both namespaces, does it run what git says, and does it answer?</summary>
internal sealed class SolutionCheck(StoryTools tools)
{
    private static readonly TimeSpan FirstDeployment = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Rollout = TimeSpan.FromMinutes(2);

    /// <summary>Waits until all integrations run what <paramref name="git"/> says.</summary>
    /// <exception cref="WaitTimedOutException">They do not, in time.</exception>
    public Task<ClusterSnapshot> DeployedAsync(ImmutableArray<IntegrationFolder> git, CancellationToken cancellationToken) =>
        tools.Patience.UntilAsync(
            "all integrations to run what git says, in both namespaces", FirstDeployment, "./demo status",
            async token => Compare(git, await SnapshotAsync(token)),
            cancellationToken);

    /// <summary>Waits until every integration has as many pods as it should, all ready, and says which.</summary>
    /// <exception cref="WaitTimedOutException">They have not, in time.</exception>
    public Task<ClusterSnapshot> SettledAsync(CancellationToken cancellationToken) =>
        tools.Patience.UntilAsync(
            "old pods to be gone and new ones ready", Rollout, "./demo status",
            async token => Settled(await SnapshotAsync(token)),
            cancellationToken);

    /// <summary>Waits until the API of a namespace answers a quote.</summary>
    /// <exception cref="WaitTimedOutException">It does not, in time.</exception>
    public Task<SampleQuote> AnswersAsync(Uri api, CancellationToken cancellationToken) =>
        tools.Patience.UntilAsync(
            $"an answer from {api}", Rollout, $"curl -i {api}drivewayrepair/quote?QuoteID=1",
            token => AskAsync(api, token),
            cancellationToken);

    private async Task<ImmutableArray<IntegrationView>> SnapshotAsync(CancellationToken cancellationToken)
    {
        var spaces = await Task.WhenAll(Solution.Namespaces.Select(space => tools.Cluster.ListAsync(space, cancellationToken)));
        return [.. spaces.SelectMany(views => views)];
    }

    private async Task<Sighting<SampleQuote>> AskAsync(Uri api, CancellationToken cancellationToken)
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

    private static Sighting<ClusterSnapshot> Compare(ImmutableArray<IntegrationFolder> git, ImmutableArray<IntegrationView> cluster)
    {
        var wrong = from space in Solution.Namespaces
                    from folder in git
                    let view = cluster.FirstOrDefault(view => view.Name == folder.Name && view.Namespace == space)
                    where view is null || view.Runtime != folder.Version.Runtime || view.Bar != folder.Version.Bar || !IsSettled(view)
                    select $"{folder.Name} in {space} is to run {folder.Version} and {Describe(view)}";
        return wrong.FirstOrDefault() is { } first ? new(null, first) : new(new(cluster), "all of them");
    }

    private static Sighting<ClusterSnapshot> Settled(ImmutableArray<IntegrationView> cluster) =>
        cluster.FirstOrDefault(view => !IsSettled(view)) is { } first
            ? new(null, $"{first.Name} in {first.Namespace} {Describe(first)}")
            : new(new(cluster), "all of them");

    private static bool IsSettled(IntegrationView view) => view.Ready == view.Desired && view.Pods.Length == view.Desired && view.Desired > 0;

    private static string Describe(IntegrationView? view) => view is null
        ? "is not there"
        : $"runs {view.Runtime}/{view.Bar} with {view.Ready} of {view.Desired} ready ({view.Pods.Length} pods)";
}
