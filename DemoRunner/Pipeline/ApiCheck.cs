using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Kubernetes;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>The end-to-end check after a deployment: a quote is asked for, read back and compared.</summary>
/// <remarks>It goes through the API server's service proxy, so it needs no port of its own and works on any cluster.</remarks>
internal sealed class ApiCheck(TimeProvider time)
{
    /// <summary>How long one call may take: ten times what callers wait for at most.</summary>
    public static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long a solution that was just deployed may fail.</summary>
    public static readonly TimeSpan FirstLimit = TimeSpan.FromSeconds(60);

    /// <summary>How long one that served before may give no answer: a busy machine is not a broken version.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan SlowCluster = TimeSpan.FromSeconds(2);

    /// <param name="cluster">The cluster.</param>
    /// <param name="targetNamespace">The namespace whose API is checked.</param>
    /// <param name="patient">Whether the first answers may be wrong, because the solution has only just been deployed.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ApiCheckFailedException">An answer is not what was asked, or none comes.</exception>
    /// <exception cref="ClusterUnavailableException">The cluster itself does not answer.</exception>
    public async Task CheckAsync(ClusterAccess cluster, string targetNamespace, bool patient, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await CheckOnceAsync(cluster, targetNamespace, cancellationToken);
                return;
            }
            catch (ApiCheckFailedException exception) when (patient || exception.IsUnanswered)
            {
                var clusterWasAway = await ClusterWasAwayAsync(cluster, cancellationToken);
                if (!clusterWasAway && time.GetElapsedTime(started) >= (patient ? FirstLimit : Limit))
                {
                    throw;
                }

                // What was seen while the cluster was away says nothing of the API.
                started = clusterWasAway ? time.GetTimestamp() : started;
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task<bool> ClusterWasAwayAsync(ClusterAccess cluster, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        await cluster.VersionAsync(cancellationToken);
        return time.GetElapsedTime(asked) > SlowCluster;
    }

    private async Task CheckOnceAsync(ClusterAccess cluster, string targetNamespace, CancellationToken cancellationToken)
    {
        var marker = Guid.NewGuid().ToString("N")[..12];
        var request = new JsonObject
        {
            ["Name"] = "Pipeline Check",
            ["EMail"] = $"check-{marker}@pipeline.example",
            ["Address"] = "1 Check Road",
            ["USState"] = "CA",
            ["LicensePlate"] = "CHECK1",
            ["DentLocations"] = new JsonArray(
                new JsonObject { ["PanelType"] = "Door", ["NumberOfDents"] = 2 },
                new JsonObject { ["PanelType"] = "Fender", ["NumberOfDents"] = 1 }),
        };
        var quote = await SendAsync(cluster, targetNamespace, HttpMethod.Post, "", request, cancellationToken) as JsonObject;
        var id = quote?["QuoteID"];
        var offers = quote?["RepairQuotes"] as JsonArray;
        if (id is null || offers is not { Count: 3 } || quote?["EMail"]?.GetValue<string>() != request["EMail"]!.GetValue<string>())
        {
            throw new ApiCheckFailedException(targetNamespace, $"POST did not give three offers for what was asked: {quote?.ToJsonString()}");
        }

        var read = await SendAsync(cluster, targetNamespace, HttpMethod.Get, $"?QuoteID={id}", null, cancellationToken);
        if (read is not JsonArray { Count: 1 } rows || !JsonNode.DeepEquals(rows[0]?["RepairQuotes"], offers))
        {
            throw new ApiCheckFailedException(targetNamespace, $"GET of quote {id} gave something else than POST: {read?.ToJsonString()}");
        }
    }

    private async Task<JsonNode?> SendAsync(
        ClusterAccess cluster, string targetNamespace, HttpMethod method, string query, JsonObject? body, CancellationToken cancellationToken)
    {
        // Neither the client nor the API server limits a call through the proxy.
        using var limit = new CancellationTokenSource(CallLimit, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var path = $"api/v1/namespaces/{targetNamespace}/services/ddd-api:http/proxy/drivewayrepair/quote{query}";
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        try
        {
            using var response = await cluster.SendAsync(request, limited.Token);
            var text = await response.Content.ReadAsStringAsync(limited.Token);
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(text)
                : throw new ApiCheckFailedException(targetNamespace, $"{method} answered {(int)response.StatusCode}: {text}") { IsUnanswered = IsNoAnswer(response.StatusCode) };
        }
        catch (JsonException exception)
        {
            throw new ApiCheckFailedException(targetNamespace, $"{method} was not answered with JSON: {exception.Message}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ApiCheckFailedException(targetNamespace, $"{method}: {exception.Message}") { IsUnanswered = true };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiCheckFailedException(targetNamespace, $"{method} of a quote was not answered within {CallLimit.TotalSeconds:0} s") { IsUnanswered = true };
        }
    }

    private static bool IsNoAnswer(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}

/// <summary>The API of a namespace does not do what it should.</summary>
internal sealed class ApiCheckFailedException(string targetNamespace, string what) : DemoException(
    $"the API in {targetNamespace} failed its check: {what}",
    $"kubectl --kubeconfig .demo/kubeconfig -n {targetNamespace} logs -l app.kubernetes.io/part-of=ddd --tail=20")
{
    /// <summary>Whether no answer came, rather than a wrong one.</summary>
    public bool IsUnanswered { get; init; }
}
