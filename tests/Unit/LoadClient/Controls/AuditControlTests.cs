using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Controls;

/// <summary>Servers that answer rightly and store wrongly.</summary>
public sealed class AuditControlTests
{
    [Fact]
    public async Task QuoteLostAfterItsAnswer_IsMissing()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults { Copies = id => QuoteFaults.IsTenth(id) ? 0 : 1 });
        var report = (await Measured.RunAsync(Measured.Plan(server.Url))).Report;

        report.Audit.Missing.ShouldBe(server.Received.Count / 10);
        report.Audit.Stored.ShouldBe(report.Audit.Acknowledged - report.Audit.Missing);
        report.Audit.Duplicated.ShouldBe(0);
        report.Verdict.Kind.ShouldBe(VerdictKind.Missed);
        report.Verdict.Reasons.ShouldContain(reason => reason.Contains($"{report.Audit.Missing} are missing"));
    }

    [Fact]
    public async Task QuoteStoredTwice_IsDuplicated()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults { Copies = id => QuoteFaults.IsTenth(id) ? 2 : 1 });
        var report = (await Measured.RunAsync(Measured.Plan(server.Url))).Report;

        report.Load.Failed.ShouldBe(0);
        report.Audit.Duplicated.ShouldBe(server.Received.Count / 10);
        report.Audit.Stored.ShouldBe(report.Audit.Acknowledged);
        report.Verdict.Kind.ShouldBe(VerdictKind.Missed);
    }

    [Fact]
    public async Task TimedOutPosts_AreUnknown_AndTheAuditTellsWhichWereStored()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults
        {
            Before = async (context, id) => id % 10 != 5 || await HangAsync(context),
            After = (context, id) => id % 10 == 0 ? HangAsync(context) : Task.CompletedTask,
        });
        var report = (await Measured.RunAsync(Measured.Plan(server.Url) with { TimeoutMs = 500 })).Report;

        report.Audit.UnknownStored.ShouldBe(server.Received.Count / 10);
        report.Audit.UnknownNotStored.ShouldBe((server.Received.Count + 5) / 10);
        report.Audit.Unknown.ShouldBe(report.Load.Failed);
        report.Audit.Missing.ShouldBe(0);
        report.Audit.NotAudited.ShouldBe(0);
    }

    [Fact]
    public async Task AuditOutOfTime_StatesWhatItDidNotAudit()
    {
        await using var server = await QuoteServer.StartAsync(new QuoteFaults());
        var report = (await Measured.RunAsync(Measured.Plan(server.Url) with { AuditSeconds = 0 })).Report;

        report.Audit.NotAudited.ShouldBe(report.Audit.Acknowledged);
        report.Verdict.Kind.ShouldNotBe(VerdictKind.Met);
        report.Verdict.Reasons.ShouldContain(reason => reason.Contains("could not be read back"));
    }

    private static async Task<bool> HangAsync(HttpContext context)
    {
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
        return false;
    }
}
