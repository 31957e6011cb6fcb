using System.Text.Json;
using DddAspire.DemoEnvironment.GitServers.CommitStatuses;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using Microsoft.AspNetCore.Http;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>Gitea's part for commit statuses: create one, list them, combine them.</summary>
internal sealed class StatusEndpoints(BareRepository repository, CommitStatusStore store)
{
    /// <summary>POST .../statuses/{sha}.</summary>
    public async Task<IResult> CreateAsync(string sha, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await repository.ResolveAsync(sha, cancellationToken) is not { } commit)
        {
            return NoCommit(sha);
        }

        try
        {
            var added = await JsonSerializer.DeserializeAsync<NewCommitStatus>(request.Body, PushEventBody.Json, cancellationToken);
            return added is null ? Refused("the body is empty") : Json(store.Add(commit, added), StatusCodes.Status201Created);
        }
        catch (JsonException exception)
        {
            return Refused(exception.Message);
        }
    }

    /// <summary>GET .../commits/{reference}/statuses and .../statuses/{reference}.</summary>
    public async Task<IResult> ListAsync(string reference, CancellationToken cancellationToken) =>
        await repository.ResolveAsync(reference, cancellationToken) is { } commit ? Json(store.Of(commit)) : NoCommit(reference);

    /// <summary>GET .../commits/{reference}/status.</summary>
    public async Task<IResult> CombineAsync(string reference, CancellationToken cancellationToken) =>
        await repository.ResolveAsync(reference, cancellationToken) is { } commit
            ? Json(CombinedStatus.Of(commit, store.Of(commit)))
            : NoCommit(reference);

    private static IResult Json<T>(T value, int statusCode = StatusCodes.Status200OK) =>
        Results.Json(value, PushEventBody.Json, statusCode: statusCode);

    private static IResult NoCommit(string reference) =>
        Results.Json(new { message = $"no commit {reference}" }, statusCode: StatusCodes.Status404NotFound);

    private static IResult Refused(string message) =>
        Results.Json(new { message }, statusCode: StatusCodes.Status422UnprocessableEntity);
}
