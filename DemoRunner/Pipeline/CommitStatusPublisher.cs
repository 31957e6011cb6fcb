using System.Net.Http.Headers;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Tells the git server how a commit fares. A git server that is away does not stop a run, and costs it seconds.</summary>
internal sealed class CommitStatusPublisher(HttpClient http, Uri page, TimeProvider time, ILogger<CommitStatusPublisher> logger)
{
    private const int LongestDescription = 250;
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Publishes a status; what keeps it from being published is logged.</summary>
    public async Task PublishAsync(
        EnvironmentState state, string run, string commit, CommitState status, string description, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await TryPublishAsync(state, run, commit, status, description, cancellationToken) is not { } reason)
            {
                return;
            }

            if (attempt == Attempts)
            {
                logger.CommitStatusNotPublished(run, reason);
                return;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

#pragma warning disable CA1031 // Whatever keeps a status from being published, the run has its own result.
    private async Task<string?> TryPublishAsync(
        EnvironmentState state, string run, string commit, CommitState status, string description, CancellationToken cancellationToken)
    {
        try
        {
            var git = state.Git;
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(git.BaseUrl, $"/api/v1/repos/{git.Owner}/{git.Repository}/statuses/{commit}"))
            {
                Content = JsonContent.Create(new
                {
                    state = status.ToString().ToLowerInvariant(),
                    context = "pipeline",
                    description = description.Length > LongestDescription ? description[..LongestDescription] : description,
                    target_url = new Uri(page, $"/runs/{run}").ToString(),
                }),
            };
            var token = (await File.ReadAllTextAsync(git.TokenFile, cancellationToken)).Trim();
            request.Headers.Authorization = new AuthenticationHeaderValue("token", token);
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? null : $"the git server answered {(int)response.StatusCode}";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception.Message;
        }
    }
#pragma warning restore CA1031
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
