using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Controls;

/// <summary>One control for each kind of failure: a real server that does it, and a report that must say so.</summary>
public sealed class FailureControlTests
{
    [Fact]
    public async Task RightAnswers_AreSuccesses()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults());
        var measured = await Measured.RunAsync(Measured.Plan(server.Url));

        measured.Report.Load.Failures.ShouldBeEmpty();
        measured.Report.Load.Succeeded.ShouldBe(100);
        measured.Report.Audit.Missing.ShouldBe(0);
        measured.Report.Audit.Stored.ShouldBe(measured.Report.Audit.Acknowledged);
        measured.Report.Audit.Acknowledged.ShouldBe(server.Received.Count);
        server.Received.Values.ShouldAllBe(times => times == 1);
        measured.Windows.Sum(window => window.Scheduled).ShouldBe(100);
        measured.Report.Versions.Select(version => (version.Integration, version.Runtime, version.Bar))
            .ShouldBe([("acme", "12.0.11.0-r1", "AcmeV1"), ("api", "12.0.11.0-r1", "DrivewayDemo")]);
        var together = measured.Report.VersionSets!.Value.ShouldHaveSingleItem();
        (together.Header, together.Answers).ShouldBe(("api=12.0.11.0-r1/DrivewayDemo, acme=12.0.11.0-r1/AcmeV1", server.Received.Count));
    }

    [Fact]
    public async Task Version2_IsRight_AtItsOwnPrice()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults { Versions = "2,1,2" });
        (await Measured.RunAsync(Measured.Plan(server.Url))).Report.Load.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Version1PriceUnderVersion2_IsAWrongBody()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults { Change = quote => quote with { Versions = "2,1,1" } });
        await ShouldFailAsync(server.Url, FailureKind.WrongBody, "AcmeAutoAccidents asks");
    }

    [Fact]
    public async Task AnswerToAnotherCaller_IsAWrongBody()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults { Change = quote => quote with { EMail = "other@example.com" } });
        await ShouldFailAsync(server.Url, FailureKind.WrongBody, "EMail is 'other@example.com'");
    }

    [Fact]
    public async Task VendorMissing_IsAWrongBody()
    {
        await using var server = await QuoteServer.StartAsync(
            new QuoteFaults { Change = quote => quote with { RepairQuotes = quote.RepairQuotes[..2] } });
        await ShouldFailAsync(server.Url, FailureKind.WrongBody, "2 vendors in RepairQuotes, not 3");
    }

    [Fact]
    public async Task Status503_IsAStatusFailure()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults { Before = RefuseTenth });
        var load = await ShouldFailAsync(server.Url, FailureKind.Status, "503");
        load.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task Hang_IsATimeout()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults { After = HangTenth });
        await ShouldFailAsync(server.Url, FailureKind.Timeout, "no complete answer within 500 ms");
    }

    [Fact]
    public async Task Reset_IsAReset()
    {
        await using var server = new RawServer((connection, _) => RawServer.ResetAsync(connection));
        await ShouldFailAsync(server.Url, FailureKind.Reset, "ConnectionReset after 0 bytes of the answer");
    }

    [Fact]
    public async Task CloseInsteadOfAnAnswer_IsAReset()
    {
        await using var server = new RawServer((connection, _) =>
        {
            connection.Shutdown(SocketShutdown.Send);
            return Task.CompletedTask;
        });
        await ShouldFailAsync(server.Url, FailureKind.Reset, "the connection was closed after 0 bytes of the answer");
    }

    [Fact]
    public async Task CloseAmidTheAnswer_IsAReset()
    {
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
            connection.Shutdown(SocketShutdown.Send);
        });
        await ShouldFailAsync(server.Url, FailureKind.Reset, "the connection was closed after 41 bytes of the answer");
    }

    [Fact]
    public async Task NoHttp_IsAWrongBody()
    {
        await using var server = new RawServer(async (connection, _) => await connection.SendAsync("220 smtp ready\r\n\r\n"u8.ToArray()));
        await ShouldFailAsync(server.Url, FailureKind.WrongBody, "malformed HTTP answer: status line '220 smtp ready'");
    }

    [Fact]
    public async Task NobodyListening_IsRefused()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var failed = await ShouldFailAsync($"http://{taken.LocalEndPoint}", FailureKind.Refused, "no connection: ConnectionRefused");
        failed.ShouldBe(100);
    }

    [Fact]
    public async Task Saturation_IsUnsentAndCountsAsFailed()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults { After = (context, _) => Task.Delay(200, context.RequestAborted) });
        var report = (await Measured.RunAsync(Measured.Plan(server.Url) with { MaxInFlight = 2 })).Report;

        report.Load.Unsent.ShouldBeGreaterThan(50);
        report.Load.Failed.ShouldBe(report.Load.Unsent);
        report.Load.Sent.ShouldBe(report.Load.Scheduled - report.Load.Unsent);
        report.Schedule.MostInFlight.ShouldBe(2);
        report.Audit.Missing.ShouldBe(0);
        report.Verdict.Kind.ShouldNotBe(VerdictKind.Met);
    }

    private static async Task<long> ShouldFailAsync(string url, FailureKind kind, string detail)
    {
        var report = (await Measured.RunAsync(Measured.Plan(url) with { TimeoutMs = kind == FailureKind.Timeout ? 500 : 2000 })).Report;
        report.Load.FailuresByKind.Keys.ShouldBe([kind]);
        report.Load.Failures[0].Detail.ShouldContain(detail);
        report.Load.Succeeded.ShouldBe(100 - report.Load.Failed);
        report.Verdict.Kind.ShouldNotBe(VerdictKind.Met);
        return report.Load.Failed;
    }

    private static async Task<bool> RefuseTenth(HttpContext context, long id)
    {
        if (!QuoteFaults.IsTenth(id))
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsync("later");
        return false;
    }

    private static Task HangTenth(HttpContext context, long id) =>
        QuoteFaults.IsTenth(id) ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask;
}
