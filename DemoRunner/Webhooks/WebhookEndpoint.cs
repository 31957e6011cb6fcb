using System.Diagnostics;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Telemetry;

namespace DddAspire.DemoRunner.Webhooks;

/// <summary>Takes push events: checked, stored, answered at once. The work comes later.</summary>
internal static class WebhookEndpoint
{
    /// <summary>The largest body taken, in bytes. Gitea cuts its commit lists well below that.</summary>
    public const int LargestBody = 1 << 20;

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

        var body = await ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {LargestBody} bytes.");
        }

        // What comes while the environment is still being set up is stored as well: its run waits for the cluster.
        if (secrets.Find(SecretStore.WebhookSecret) is not { } secret)
        {
            return Refuse(StatusCodes.Status503ServiceUnavailable, "There is no webhook secret yet; the push will be noticed by the reconcile.");
        }

        if (!WebhookSignature.Matches(body, secret, Header(request, "X-Gitea-Signature"), Header(request, "X-Hub-Signature-256")))
        {
            logger.WebhookRefused("no valid signature");
            return Refuse(StatusCodes.Status401Unauthorized, "The signature is missing or does not match the body.");
        }

        var kind = Header(request, "X-Gitea-Event") ?? Header(request, "X-GitHub-Event");
        if (kind != "push")
        {
            return Results.NoContent();
        }

        if (PushEvent.TryParse(body) is not { } push || push.Repository != $"{GitAccount.Owner}/{GitAccount.Repository}")
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

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > LargestBody)
            {
                return null;
            }

            await buffer.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
        }

        return buffer.ToArray();
    }

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;

    private static IResult Refuse(int status, string reason) => Results.Problem(reason, statusCode: status);
}
