using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Controls;

/// <summary>What connections do to calls.</summary>
public sealed class ConnectionControlTests
{
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray();

    [Fact]
    public async Task GetOnAConnectionThatDies_IsAReset_AndIsNeverSentAgain()
    {
        await using var server = new RawServer((connection, onConnection) =>
            onConnection == 1 ? connection.SendAsync(Answer) : RawServer.ResetAsync(connection));
        var report = (await Measured.RunAsync(Gets(server.Url))).Report;

        report.Load.FailuresByKind.Keys.ShouldBe([FailureKind.Reset]);
        report.Load.Failed.ShouldBeInRange(40, 50);
        report.Load.Succeeded.ShouldBe(100 - report.Load.Failed);
        server.Requests.ShouldBe(100);
    }

    [Fact]
    public async Task ConnectionClosedWhileIdle_IsNotUsed_AndIsNoFailure()
    {
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.SendAsync(Answer);
            connection.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        });
        var report = (await Measured.RunAsync(Gets(server.Url) with { Rate = 40, DurationSeconds = 1.5 })).Report;

        report.Load.Failures.ShouldBeEmpty();
        report.Connections.FoundClosed.ShouldBeInRange(45, 60);
        report.Connections.OnReused.ShouldBe(0);
    }

    [Fact]
    public async Task FreshShare_OpensThatManyConnections()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults());
        var plan = Measured.Plan(server.Url) with { FreshConnectionShare = 0.5 };
        var report = (await Measured.RunAsync(plan)).Report;

        report.Load.Failures.ShouldBeEmpty();
        report.Connections.OnFresh.ShouldBeGreaterThanOrEqualTo(50);
        report.Connections.OnReused.ShouldBe(100 - report.Connections.OnFresh);
    }

    [Fact]
    public async Task ConnectionCloseInTheAnswer_IsObeyed()
    {
        await using var server = new RawServer(async (connection, _) =>
            await connection.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"u8.ToArray()));
        var report = (await Measured.RunAsync(Gets(server.Url))).Report;

        report.Load.Failures.ShouldBeEmpty();
        report.Connections.Opened.ShouldBe(100);
    }

    private static LoadPlan Gets(string url) =>
        Measured.Plan(url) with { Script = CallScript.Get, FreshConnectionShare = 0 };
}
