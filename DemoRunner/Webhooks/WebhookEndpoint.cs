using System.Diagnostics;
using System.Security.Cryptography;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Telemetry;

namespace DddAspire.DemoRunner.Webhooks;

/// <summary>Takes push events: checked, stored, answered at once. The work comes later.</summary>
internal static class WebhookEndpoint
{
    /// <summary>The largest body taken, in bytes: GitHub's own limit, and more than a commit of a hundred thousand files makes.</summary>
    public const int LargestBody = 25 << 20;

    public static void MapWebhooks(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhook", ReceiveAsync);

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request, SecretStore secrets, RunCatalog runs, ILogger<RunCatalog> logger, CancellationToken cancellationToken)
    {
        using var activity = RunnerTelemetry.Activities.StartActivity("webhook", ActivityKind.Server);
        if (request.HasFormContentType || request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.");
        }

        // What comes while the environment is still being set up is stored as well: its run waits for the cluster.
        if (secrets.Find(SecretStore.WebhookSecret) is not { } secret)
        {
            return Refuse(StatusCodes.Status503ServiceUnavailable, "There is no webhook secret yet; the push will be noticed by the reconcile.");
        }

        using var hash = WebhookSignature.Start(secret);
        var body = new PushEventReader();
        if (!await ReadAsync(request, hash, body, cancellationToken))
        {
            logger.WebhookRefused($"a body larger than {LargestBody} bytes");
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {LargestBody} bytes.");
        }

        if (!WebhookSignature.Matches(hash.GetHashAndReset(), Header(request, WebhookSignature.GiteaHeader), Header(request, WebhookSignature.HubHeader)))
        {
            logger.WebhookRefused("no valid signature");
            return Refuse(StatusCodes.Status401Unauthorized, "The signature is missing or does not match the body.");
        }

        var kind = Header(request, "X-Gitea-Event") ?? Header(request, "X-GitHub-Event");
        if (kind != "push")
        {
            return Results.NoContent();
        }

        if (body.End() is not { } push || push.Repository != $"{GitAccount.Owner}/{GitAccount.Repository}")
        {
            logger.WebhookRefused("not a push event of our repository");
            return Refuse(StatusCodes.Status400BadRequest, "The body is not a push event of this repository.");
        }

        if (push.IsDeletion || push.Reference != $"refs/heads/{GitAccount.Branch}")
        {
            return Results.NoContent();
        }

        var delivery = Header(request, "X-Gitea-Delivery") ?? Header(request, "X-GitHub-Delivery") ?? $"commit-{push.Commit}";
        var run = runs.Accept(push.Commit, RunTrigger.Webhook, delivery, activity?.Id);
        return Results.Accepted($"/runs/{run.Id}", new { id = run.Id });
    }

    private static async Task<bool> ReadAsync(HttpRequest request, IncrementalHash hash, PushEventReader body, CancellationToken cancellationToken)
    {
        var chunk = new byte[64 * 1024];
        var total = 0;
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            total += read;
            if (total > LargestBody)
            {
                return false;
            }

            hash.AppendData(chunk, 0, read);
            body.Add(chunk.AsSpan(0, read));
        }

        return true;
    }

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;

    private static IResult Refuse(int status, string reason) => Results.Problem(reason, statusCode: status);
}
