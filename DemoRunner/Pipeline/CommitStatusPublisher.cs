using System.Net.Http.Headers;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Tells the git server how a commit fares. A git server that is away does not stop a run.</summary>
internal sealed class CommitStatusPublisher(HttpClient http, Uri page, ILogger<CommitStatusPublisher> logger)
{
    private const int LongestDescription = 250;

    public async Task PublishAsync(
        EnvironmentState state, string run, string commit, CommitState status, string description, CancellationToken cancellationToken)
    {
        var git = state.Git;
        var address = new Uri(git.BaseUrl, $"/api/v1/repos/{git.Owner}/{git.Repository}/statuses/{commit}");
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = JsonContent.Create(new
            {
                state = status.ToString().ToLowerInvariant(),
                context = "pipeline",
                description = description.Length > LongestDescription ? description[..LongestDescription] : description,
                target_url = new Uri(page, $"/runs/{run}").ToString(),
            }),
        };
        try
        {
            var token = (await File.ReadAllTextAsync(git.TokenFile, cancellationToken)).Trim();
            request.Headers.Authorization = new AuthenticationHeaderValue("token", token);
            using var response = await http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            logger.CommitStatusNotPublished(run, exception.Message);
        }
    }
}

/// <summary>How a commit fares, in the git server's words.</summary>
internal enum CommitState
{
    /// <summary>The run is under way.</summary>
    Pending,

    /// <summary>It is live and checked.</summary>
    Success,

    /// <summary>It is not.</summary>
    Failure,
}
