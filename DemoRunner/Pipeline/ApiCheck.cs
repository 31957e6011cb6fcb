using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoRunner.Kubernetes;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>The end-to-end check after a deployment: a quote is asked for, read back and compared.</summary>
/// <remarks>It goes through the API server's service proxy, so it needs no port of its own and works on any cluster.</remarks>
internal sealed class ApiCheck(TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <param name="cluster">The cluster.</param>
    /// <param name="targetNamespace">The namespace whose API is checked.</param>
    /// <param name="patient">Whether the first answers may fail, because the solution has only just been deployed.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="ApiCheckFailedException">An answer is not what was asked.</exception>
    public async Task CheckAsync(ClusterAccess cluster, string targetNamespace, bool patient, CancellationToken cancellationToken)
    {
        var deadline = time.GetTimestamp();
        while (true)
        {
            try
            {
                await CheckOnceAsync(cluster, targetNamespace, cancellationToken);
                return;
            }
            catch (ApiCheckFailedException) when (patient && time.GetElapsedTime(deadline) < Limit)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private static async Task CheckOnceAsync(ClusterAccess cluster, string targetNamespace, CancellationToken cancellationToken)
    {
        var marker = Guid.NewGuid().ToString("N")[..12];
        var order = new JsonObject
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
        var quote = await SendAsync(cluster, targetNamespace, HttpMethod.Post, "", order, cancellationToken) as JsonObject;
        var id = quote?["QuoteID"];
        var offers = quote?["RepairQuotes"] as JsonArray;
        if (id is null || offers is not { Count: 3 } || quote?["EMail"]?.GetValue<string>() != order["EMail"]!.GetValue<string>())
        {
            throw new ApiCheckFailedException(targetNamespace, $"POST did not give three offers for what was asked: {quote?.ToJsonString()}");
        }

        var read = await SendAsync(cluster, targetNamespace, HttpMethod.Get, $"?QuoteID={id}", null, cancellationToken);
        if (read is not JsonArray { Count: 1 } rows || !JsonNode.DeepEquals(rows[0]?["RepairQuotes"], offers))
        {
            throw new ApiCheckFailedException(targetNamespace, $"GET of quote {id} gave something else than POST: {read?.ToJsonString()}");
        }
    }

    private static async Task<JsonNode?> SendAsync(
        ClusterAccess cluster, string targetNamespace, HttpMethod method, string query, JsonObject? body, CancellationToken cancellationToken)
    {
        var path = $"api/v1/namespaces/{targetNamespace}/services/ddd-api:http/proxy/drivewayrepair/quote{query}";
        using var request = new HttpRequestMessage(method, new Uri(cluster.Client.BaseUri, path));
        request.Content = body is null ? null : JsonContent.Create(body);
        if (cluster.Client.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }

        try
        {
            using var response = await cluster.Client.HttpClient.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(text)
                : throw new ApiCheckFailedException(targetNamespace, $"{method} answered {(int)response.StatusCode}: {text}");
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Text.Json.JsonException)
        {
            throw new ApiCheckFailedException(targetNamespace, $"{method}: {exception.Message}");
        }
    }
}

/// <summary>The API of a namespace does not do what it should.</summary>
internal sealed class ApiCheckFailedException(string targetNamespace, string what) : DemoException(
    $"the API in {targetNamespace} failed its check: {what}",
    $"kubectl --kubeconfig .demo/kubeconfig -n {targetNamespace} logs -l app.kubernetes.io/part-of=ddd --tail=20");
