using System.Net;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Kubernetes;

/// <summary>
/// Waits out an API server that is restarted, overloaded or paused: what may be repeated is sent again until it is answered. No single
/// attempt waits for long, and none of it is ever blamed on what was being deployed.
/// </summary>
internal sealed class ApiServerRetry(TimeProvider time) : DelegatingHandler
{
    /// <summary>The longest that the API server may be away: a machine that wakes up, a control plane that starts anew.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The longest that one attempt waits for the head of an answer; the API server ends a normal call of its own within that.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="ClusterUnavailableException">It was away for longer than <see cref="Limit"/>.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsRepeatable(request))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken);
        }

        var started = time.GetTimestamp();
        while (true)
        {
            var (response, seen) = await AttemptAsync(request, cancellationToken);
            if (response is not null)
            {
                return response;
            }

            if (time.GetElapsedTime(started) >= Limit)
            {
                throw new ClusterUnavailableException($"its API server gave no answer for {Limit.TotalSeconds:0} s; last seen: {seen}");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<(HttpResponseMessage? Response, string Seen)> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AttemptLimit, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var response = await base.SendAsync(request, limited.Token);
            if (!IsHiccup(request, response.StatusCode))
            {
                return (response, "");
            }

            response.Dispose();
            return (null, $"{(int)response.StatusCode} {response.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"no answer within {AttemptLimit.TotalSeconds:0} s");
        }
    }

    // Reads, and server-side apply: the same object twice is the same object. A call through the API server to a pod is not ours to repeat.
    private static bool IsRepeatable(HttpRequestMessage request) =>
        request.RequestUri?.AbsolutePath.Contains("/proxy", StringComparison.Ordinal) != true
        && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Patch);

    // An older API server answers 500 to an object that it can't make sense of: that stays so however often it is sent.
    private static bool IsHiccup(HttpRequestMessage request, HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        || (status == HttpStatusCode.InternalServerError && request.Method == HttpMethod.Get);
}

/// <summary>The cluster does not answer; nothing can be said of what was to be done there.</summary>
public sealed class ClusterUnavailableException(string seen)
    : DemoException($"the cluster is not available: {seen}", "./demo status   # then: ./demo up");
