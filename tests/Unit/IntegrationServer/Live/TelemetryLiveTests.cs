using System.Net;
using System.Net.Sockets;
using System.Text;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Unit.Repository;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Live;

/// <summary>The server as a process of its own sends its telemetry where the variables of OpenTelemetry say.</summary>
public sealed class TelemetryLiveTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Server_WithAnOtlpEndpoint_ExportsToIt()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var server = RunServerAsync($"http://{collector.LocalEndpoint}/", over.Token);

        using var exporter = await collector.AcceptSocketAsync(over.Token).AsTask().WaitAsync(Limit, over.Token);
        var preface = new byte["PRI * HTTP/2.0"u8.Length];
        await exporter.ReceiveAsync(preface, over.Token);

        Encoding.ASCII.GetString(preface).ShouldBe("PRI * HTTP/2.0");
        await over.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(server);
    }

    private static Task RunServerAsync(string endpoint, CancellationToken cancellationToken)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "DddAspire.IntegrationServer.dll");
        return ToolRunner.RunAsync(
            new ToolCommand("dotnet", [assembly])
            {
                WorkingDirectory = SourceTree.Root,
                Environment = new Dictionary<string, string?>
                {
                    ["ACE_HTTP_PORT"] = $"{FreePort()}",
                    ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
                    ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                },
            },
            cancellationToken);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
