using System.Collections.Concurrent;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using DddAspire.DemoEnvironment.Secrets;

namespace DddAspire.DemoRunner.Webhooks;

/// <summary>
/// Notes deliveries that a git server was asked to send as a test, so that whoever asked sees that they arrive, signed with our secret.
/// They start nothing.
/// </summary>
internal static class WebhookProbes
{
    private const int LargestBody = 1 << 20;
    private const int Kept = 20;

    /// <summary>Maps taking one and asking for it.</summary>
    public static void MapWebhookProbes(this IEndpointRouteBuilder routes)
    {
        var noted = new ConcurrentQueue<string>();
        routes.MapPost("/webhook/probes/{id}", (string id, HttpRequest request, SecretStore secrets, CancellationToken token) =>
            NoteAsync(noted, id, request, secrets, token));
        routes.MapGet("/webhook/probes/{id}", (string id) => noted.Contains(id) ? Results.NoContent() : Results.NotFound());
    }

    private static async Task<IResult> NoteAsync(
        ConcurrentQueue<string> noted, string id, HttpRequest request, SecretStore secrets, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or > LargestBody || secrets.Find(SecretStore.WebhookSecret) is not { } secret)
        {
            return Results.BadRequest();
        }

        var body = new byte[request.ContentLength.Value];
        await request.Body.ReadExactlyAsync(body, cancellationToken);
        if (!WebhookSignature.Matches(body, secret, request.Headers[WebhookSignature.GiteaHeader], null))
        {
            return Results.Unauthorized();
        }

        noted.Enqueue(id);
        while (noted.Count > Kept)
        {
            noted.TryDequeue(out _);
        }

        return Results.NoContent();
    }
}
