using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DddAspire.LoadClient;
using DddAspire.LoadClient.Control;
using DddAspire.LoadClient.Plans;
using DddAspire.LoadClient.Reports;
using DddAspire.LoadClient.Windows;

namespace DddAspire.DemoRunner.Load;

/// <summary>The load client's control on the loopback address.</summary>
internal sealed class LoadControl(HttpClient http, int port)
{
    private readonly Uri address = new($"http://127.0.0.1:{port}");

    /// <summary>Where the load client stands.</summary>
    /// <exception cref="LoadClientException">It does not answer.</exception>
    public Task<LoadStatus> StatusAsync(CancellationToken cancellationToken) => GetAsync(LoadJson.Default.LoadStatus, "/load/status", cancellationToken);

    /// <summary>Everything it has counted so far.</summary>
    /// <exception cref="LoadClientException">It does not answer, or there was no run yet.</exception>
    public Task<LoadReport> ReportAsync(CancellationToken cancellationToken) => GetAsync(LoadJson.Default.LoadReport, "/load/report", cancellationToken);

    /// <summary>Starts a run.</summary>
    /// <exception cref="LoadClientException">It was refused, with the reason.</exception>
    public Task StartAsync(Uri api, double rate, CancellationToken cancellationToken) =>
        PostAsync("/load/start", JsonContent.Create(new LoadPlan(api.ToString(), rate), LoadJson.Default.LoadPlan), cancellationToken);

    /// <summary>Changes the rate of the run under way.</summary>
    /// <exception cref="LoadClientException">It was refused, with the reason.</exception>
    public Task ChangeRateAsync(double rate, CancellationToken cancellationToken) =>
        PostAsync("/load/rate", JsonContent.Create(new RateChange(rate), LoadJson.Default.RateChange), cancellationToken);

    /// <summary>Names a moment of the run under way.</summary>
    /// <exception cref="LoadClientException">It was refused, with the reason.</exception>
    public Task MarkAsync(string name, CancellationToken cancellationToken) =>
        PostAsync("/load/marks", JsonContent.Create(new MarkRequest(name), LoadJson.Default.MarkRequest), cancellationToken);

    /// <summary>Stops the run and waits for its audit.</summary>
    /// <exception cref="LoadClientException">It was refused, with the reason.</exception>
    public async Task<LoadReport> StopAsync(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new(HttpMethod.Post, new Uri(address, "/load/stop")), HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await answer.Content.ReadFromJsonAsync(LoadJson.Default.LoadReport, cancellationToken)
            ?? throw new LoadClientException("it stopped without a report");
    }

    /// <summary>Each second of load as it is complete, until the load client or the caller ends it.</summary>
    /// <exception cref="LoadClientException">It does not answer.</exception>
    public async IAsyncEnumerable<LoadWindow> WindowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new(HttpMethod.Get, new Uri(address, "/load/windows")), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (item.Data.StartsWith('{') && JsonSerializer.Deserialize(item.Data, LoadJson.Default.LoadWindow) is { } window)
            {
                yield return window;
            }
        }
    }

    private async Task<T> GetAsync<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new(HttpMethod.Get, new Uri(address, path)), HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await answer.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new LoadClientException($"{path} was empty");
    }

    private async Task PostAsync(string path, HttpContent content, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new(HttpMethod.Post, new Uri(address, path)) { Content = content }, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                var answer = await http.SendAsync(request, completion, cancellationToken);
                return answer.IsSuccessStatusCode ? answer : throw await RefusalAsync(answer, cancellationToken);
            }
            catch (HttpRequestException exception)
            {
                throw new LoadClientException($"{address} does not answer: {exception.Message}", exception);
            }
        }
    }

    private static async Task<LoadClientException> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using (answer)
        {
            var told = await answer.Content.ReadAsStringAsync(cancellationToken);
            var asked = answer.RequestMessage;
            return new($"{asked?.Method} {asked?.RequestUri?.AbsolutePath} was answered {(int)answer.StatusCode} {told}")
            {
                IsConflict = answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
            };
        }
    }
}
