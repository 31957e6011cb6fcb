using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using DddAspire.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.ServiceDefaults;

/// <summary>The spans that a program sends, as a dashboard gets them.</summary>
public sealed class TraceTests
{
    [Theory]
    [InlineData(404, ActivityStatusCode.Unset)]
    [InlineData(503, ActivityStatusCode.Error)]
    public async Task Span_OfACallAnsweredWithNotFound_IsNoError(int answer, ActivityStatusCode status)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var server = WebApplication.CreateSlimBuilder();
        server.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var registry = server.Build();
        registry.MapMethods("/v2/{**path}", ["HEAD"], () => Results.StatusCode(answer));
        await registry.StartAsync(cancellationToken);
        var spans = new Spans();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";
        builder.AddServiceDefaults();
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(spans));
        using var host = builder.Build();
        var tracing = host.Services.GetRequiredService<TracerProvider>();
        using var http = new HttpClient();

        using var request = new HttpRequestMessage(HttpMethod.Head, $"{registry.Urls.Single()}/v2/ddd-acme/manifests/1");
        (await http.SendAsync(request, cancellationToken)).StatusCode.ShouldBe((HttpStatusCode)answer);

        tracing.ShouldNotBeNull();
        spans.Ended.Where(span => span.Kind == ActivityKind.Client && span.GetTagItem("server.port") is int port && registry.Urls.Single().EndsWith($":{port}", StringComparison.Ordinal))
            .ShouldHaveSingleItem().Status.ShouldBe(status);
    }

    private sealed class Spans : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Ended { get; } = [];

        public override void OnEnd(Activity data) => Ended.Enqueue(data);
    }
}
