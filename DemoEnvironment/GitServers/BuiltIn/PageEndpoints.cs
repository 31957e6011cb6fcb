using DddAspire.DemoEnvironment.GitServers.CommitStatuses;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using Microsoft.AspNetCore.Http;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>The two pages for a browser.</summary>
internal sealed class PageEndpoints(Uri home, BareRepository repository, CommitStatusStore statuses, DeliveryLog deliveries)
{
    private const int MostCommits = 50;

    /// <summary>The repository's page.</summary>
    public async Task<IResult> RepositoryAsync(CancellationToken cancellationToken)
    {
        var head = await repository.ResolveAsync(GitAccount.Branch, cancellationToken);
        var commits = head is null ? [] : await repository.LogAsync(head, MostCommits, cancellationToken);
        return Html(RepositoryPage.Repository(home, commits, StatusOf, deliveries.Latest()));
    }

    /// <summary>A commit's page.</summary>
    public async Task<IResult> CommitAsync(string sha, CancellationToken cancellationToken) =>
        await repository.ResolveAsync(sha, cancellationToken) is { } commit
            ? Html(RepositoryPage.Commit(home, commit, await repository.ShowAsync(commit, cancellationToken), StatusOf(commit)))
            : Results.NotFound();

    private CombinedStatus StatusOf(string commit) => CombinedStatus.Of(commit, statuses.Of(commit));

    private static IResult Html(string text) => Results.Content(text, "text/html; charset=utf-8");
}
