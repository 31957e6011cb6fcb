using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DddAspire.Unit.LoadClient.Controls;

/// <summary>Somebody else's API: a real server of HTTP or HTTPS that does with each request what the test says.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private ApiServer(IPEndPoint endPoint, X509Certificate2? certificate, RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(endPoint, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        _app = builder.Build();
        _app.Run(context =>
        {
            Interlocked.Increment(ref _requests);
            return answer(context);
        });
    }

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>Requests received.</summary>
    public int Requests => _requests;

    public static Task<ApiServer> StartAsync(RequestDelegate answer) => StartAsync(new IPEndPoint(IPAddress.Loopback, 0), null, answer);

    public static async Task<ApiServer> StartAsync(IPEndPoint endPoint, X509Certificate2? certificate, RequestDelegate answer)
    {
        var server = new ApiServer(endPoint, certificate, answer);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
