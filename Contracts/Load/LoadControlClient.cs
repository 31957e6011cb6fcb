using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DddAspire.Contracts.Load;

/// <summary>The load client's HTTP control.</summary>
/// <param name="http">With the load client's address as its base; its time-out must be longer than the audit of a run.</param>
public sealed class LoadControlClient(HttpClient http) : IDisposable
{
    /// <summary>A client of the load client on this machine's loopback address; no proxy is asked.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="limit">How long an answer may take, its audit included.</param>
    public static LoadControlClient OnLoopback(int port, TimeSpan limit) =>
        new(LoopbackHttp.Create(limit, new Uri($"http://127.0.0.1:{port}")));

    /// <summary>Where the load client stands.</summary>
    /// <exception cref="LoadClientException">It does not answer.</exception>
    public Task<LoadStatus> StatusAsync(CancellationToken cancellationToken) => GetAsync(LoadJson.Default.LoadStatus, "/load/status", cancellationToken);

    /// <summary>Everything it has counted so far.</summary>
    /// <exception cref="LoadClientException">It does not answer, or there was no run yet.</exception>
    public Task<LoadReport> ReportAsync(CancellationToken cancellationToken) => GetAsync(LoadJson.Default.LoadReport, "/load/report", cancellationToken);

    /// <summary>Starts a run.</summary>
    /// <exception cref="LoadClientException">It was refused, with the reason.</exception>
    public Task StartAsync(LoadPlan plan, CancellationToken cancellationToken) =>
        PostAsync("/load/start", JsonContent.Create(plan, LoadJson.Default.LoadPlan), cancellationToken);

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
        using var answer = await SendAsync(HttpMethod.Post, "/load/stop", null, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await answer.Content.ReadFromJsonAsync(LoadJson.Default.LoadReport, cancellationToken)
            ?? throw new LoadClientException("it stopped without a report");
    }

    /// <summary>Each second of load as it is complete, until the load client or the caller ends it.</summary>
    /// <exception cref="LoadClientException">It does not answer.</exception>
    public async IAsyncEnumerable<LoadWindow> WindowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/load/windows", null, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (item.Data.StartsWith('{') && JsonSerializer.Deserialize(item.Data, LoadJson.Default.LoadWindow) is { } window)
            {
                yield return window;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<T> GetAsync<T>(JsonTypeInfo<T> type, string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await answer.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new LoadClientException($"{path} was empty");
    }

    private async Task PostAsync(string path, HttpContent content, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, content, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        try
        {
            var answer = await http.SendAsync(request, completion, cancellationToken);
            return answer.IsSuccessStatusCode ? answer : throw await RefusalAsync(answer, cancellationToken);
        }
        // The second is HttpClient's way to say that its time-out was reached.
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new LoadClientException($"{http.BaseAddress} does not answer: {exception.Message}", exception);
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
