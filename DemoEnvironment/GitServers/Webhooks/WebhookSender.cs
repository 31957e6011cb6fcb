using System.Net.Http.Headers;
using System.Text.Json;

namespace DddAspire.DemoEnvironment.GitServers.Webhooks;

/// <summary>Sends push events as Gitea does: signed, five seconds for an answer, never a second time.</summary>
internal sealed class WebhookSender(Uri receiver, string secret, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly HttpClient client = LoopbackHttp.Create(Limit);

    /// <summary>Sends one event and tells how it went.</summary>
    public async Task<WebhookDelivery> SendAsync(PushEventBody push, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var delivery = new WebhookDelivery(Guid.NewGuid(), time.GetUtcNow(), push.Ref, push.After, null, null, 0);
        using var request = Request(delivery.Id, JsonSerializer.SerializeToUtf8Bytes(push, PushEventBody.Json));
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            delivery = delivery with
            {
                StatusCode = (int)answer.StatusCode,
                Cause = answer.IsSuccessStatusCode ? null : $"{receiver} answered {(int)answer.StatusCode}",
            };
        }
        catch (HttpRequestException exception)
        {
            delivery = delivery with { Cause = exception.Message };
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            delivery = delivery with { Cause = $"no answer in {Limit.TotalSeconds:0} s" };
        }

        return delivery with { DurationMs = Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 1) };
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    internal HttpRequestMessage Request(Guid id, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, receiver) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var signature = WebhookSignature.Sign(body, secret);
        foreach (var family in new[] { "Gitea", "Gogs", "GitHub" })
        {
            request.Headers.Add($"X-{family}-Delivery", id.ToString());
            request.Headers.Add($"X-{family}-Event", "push");
            request.Headers.Add($"X-{family}-Event-Type", "push");
        }

        request.Headers.Add(WebhookSignature.GiteaHeader, signature);
        request.Headers.Add(WebhookSignature.HubHeader, $"sha256={signature}");
        return request;
    }
}
