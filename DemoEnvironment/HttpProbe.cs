namespace DddAspire.DemoEnvironment;

/// <summary>One look at an address on this machine.</summary>
public static class HttpProbe
{
    private static readonly HttpClient Client = LoopbackHttp.Create(TimeSpan.FromSeconds(3));

    /// <summary>Null when it answers with success, else what came instead.</summary>
    public static async Task<string?> ProbeAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"{url} answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException exception)
        {
            return $"{url}: {exception.Message}";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{url} gave no answer in {Client.Timeout.TotalSeconds:0} s";
        }
    }
}
