using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace DddAspire.GiteaStandIn;

/// <summary>
/// Sends webhooks as Gitea does: in the order of the pushes, once, with five seconds for an answer, and after two queues of which each looks for
/// work every two seconds unless they are of the type that does not.
/// </summary>
internal sealed class Deliveries : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly Channel<(StandInHook Hook, byte[] Body)> waiting = Channel.CreateUnbounded<(StandInHook, byte[])>();
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Limit };
    private readonly StandInSettings settings;
    private readonly AllowedHosts allowed;
    private readonly TimeProvider time;
    private readonly Task working;

    public Deliveries(StandInSettings settings, TimeProvider time)
    {
        (this.settings, this.time, allowed) = (settings, time, new AllowedHosts(settings.AllowedHosts));
        working = WorkAsync();
    }

    /// <summary>Queues one.</summary>
    public void Add(StandInHook hook, byte[] body) => waiting.Writer.TryWrite((hook, body));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await working;
        client.Dispose();
        stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (hook, body) in waiting.Reader.ReadAllAsync(stopping.Token))
            {
                await Task.Delay(settings.QueuePoll * 2, time, stopping.Token);
                if (await FailureAsync(hook, body) is { } failure)
                {
                    await Console.Error.WriteLineAsync($"...s/webhook/webhook.go:99:handler() [E] Unable to deliver webhook task[{hook.Id}] in {hook.Url} due to error in http client: {failure}");
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was queued is lost, as it is with Gitea's queue in memory.
        }
    }

    private async Task<string?> FailureAsync(StandInHook hook, byte[] body)
    {
        try
        {
            var receiver = new Uri(hook.Url);
            var address = IPAddress.TryParse(receiver.Host, out var literal) ? literal : (await Dns.GetHostAddressesAsync(receiver.Host, stopping.Token))[0];
            if (!allowed.Allows(receiver.Host, address))
            {
                return $"webhook can only call allowed HTTP servers (check your security.ALLOWED_HOST_LIST setting), deny '{receiver.Host}({address})'";
            }

            using var request = Request(receiver, hook.Secret, body);
            using var answer = await client.SendAsync(request, stopping.Token);
            return answer.IsSuccessStatusCode ? null : $"status {(int)answer.StatusCode}";
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Net.Sockets.SocketException || (exception is TaskCanceledException && !stopping.IsCancellationRequested))
        {
            return exception.Message;
        }
    }

    private static HttpRequestMessage Request(Uri receiver, string secret, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, receiver) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var delivery = Guid.NewGuid().ToString();
        foreach (var family in new[] { "Gitea", "Gogs", "GitHub" })
        {
            request.Headers.Add($"X-{family}-Delivery", delivery);
            request.Headers.Add($"X-{family}-Event", "push");
            request.Headers.Add($"X-{family}-Event-Type", "push");
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        request.Headers.Add("X-Gitea-Signature", signature);
        request.Headers.Add("X-Hub-Signature-256", $"sha256={signature}");
        return request;
    }
}
