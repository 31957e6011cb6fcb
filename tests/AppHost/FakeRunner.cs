using DddAspire.Contracts.Runner;

namespace DddAspire.AppHostTests;

/// <summary>A runner's HTTP API without a runner.</summary>
/// <param name="answer">Answers a request, or throws what a connection would.</param>
internal sealed class FakeRunner(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    /// <summary>A client of a runner that answers so.</summary>
    public static RunnerClient Client(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        new(new HttpClient(new FakeRunner(answer)) { BaseAddress = new Uri("http://127.0.0.1:5050/") });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(answer(request));
}
