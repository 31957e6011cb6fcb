using System.Net;
using DddAspire.DemoRunner.Proofs;
using DddAspire.Unit.LoadClient.Controls;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Proofs;

/// <summary>
/// Proofs against real servers, with the load client in a process of its own as always. The command of a test creates a file, which tells
/// the server to change its ways, and goes on for a while.
/// </summary>
public sealed class ProofControlTests : IDisposable
{
    private const string VersionHeader = "X-App-Version";
    private readonly string signal = Path.Combine(Path.GetTempPath(), $"proof-{Guid.NewGuid():N}");

    private bool Changed => File.Exists(signal);

    public void Dispose() => File.Delete(signal);

    [Fact]
    public async Task ChangeThatCallersDoNotNotice_Passes()
    {
        await using var server = await ApiServer.StartAsync(context => AnswerAsync(context, "done"));
        var report = await ProveAsync(server.Port);

        report.Verdict.ShouldBe(StoryOutcome.Passed, string.Join("; ", report.Reasons));
        report.Load.Failed.ShouldBe(0);
        report.Phases.Select(phase => phase.Name).ShouldBe(["before", "during", "after"]);
        report.Phases.ShouldAllBe(phase => phase.Scheduled > 0);
        report.Versions.Select(version => version.Value).ShouldBe(["v1", "v2"]);
        report.Command!.ExitCode.ShouldBe(0);
        report.Timeline.Sum(second => second.Succeeded).ShouldBe(report.Load.Succeeded);
        server.Requests.ShouldBe((int)report.Load.Scheduled);
    }

    [Fact]
    public async Task ServerThatStallsFor3Seconds_Fails_ThoughEveryCallIsAnswered()
    {
        DateTimeOffset? until = null;
        await using var server = await ApiServer.StartAsync(async context =>
        {
            if (Changed)
            {
                until ??= TimeProvider.System.GetUtcNow().AddSeconds(3);
                var left = until.Value - TimeProvider.System.GetUtcNow();
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, context.RequestAborted);
            }

            await AnswerAsync(context, "done");
        });
        var report = await ProveAsync(server.Port, request => request with { Plan = request.Plan with { TimeoutMs = 20_000 } });

        report.Verdict.ShouldBe(StoryOutcome.Failed);
        report.Load.Failed.ShouldBe(0);
        report.Load.LongestGapMs.ShouldBeGreaterThan(2500);
        report.Reasons.ShouldContain(reason => reason.Contains("passed without a success", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ServerThatResets_Fails_AsReset()
    {
        await using var server = await ApiServer.StartAsync(context =>
        {
            if (Changed)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return AnswerAsync(context, "done");
        });
        await ShouldFailAsync(server, FailureKind.Reset);
    }

    [Fact]
    public async Task ServerThatAnswers200WithAWrongBody_Fails_AsWrongBody()
    {
        await using var server = await ApiServer.StartAsync(context => AnswerAsync(context, Changed ? "maintenance" : "done"));
        await ShouldFailAsync(server, FailureKind.WrongBody);
    }

    [Fact]
    public async Task ServerThatRedirects_Fails_AsRedirect()
    {
        await using var server = await ApiServer.StartAsync(context =>
        {
            if (Changed)
            {
                context.Response.Redirect("/sorry");
                return Task.CompletedTask;
            }

            return AnswerAsync(context, "done");
        });
        await ShouldFailAsync(server, FailureKind.Redirect);
    }

    [Fact]
    public async Task ServerThatRestartsDuringTheCommand_Fails_AndServesAgainAfterwards()
    {
        var first = await ApiServer.StartAsync(context => AnswerAsync(context, "done"));
        var port = first.Port;
        var restart = RestartAsync();
        var report = await ProveAsync(port, request => request with { After = TimeSpan.FromSeconds(3) });
        await using var second = await restart;

        report.Verdict.ShouldBe(StoryOutcome.Failed, string.Join("; ", report.Reasons));
        report.Load.FailuresByKind.Keys.ShouldContain(FailureKind.Refused);
        report.Phases[2].Succeeded.ShouldBeGreaterThan(0);

        async Task<ApiServer> RestartAsync()
        {
            while (!Changed)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            await first.DisposeAsync();
            await Task.Delay(500, TestContext.Current.CancellationToken);
            return await ApiServer.StartAsync(new IPEndPoint(IPAddress.Loopback, port), null, context => AnswerAsync(context, "done"));
        }
    }

    [Fact]
    public async Task ChangeThatNoCallerSees_Fails_WithAPerfectScore()
    {
        await using var server = await ApiServer.StartAsync(context => AnswerAsync(context, "done"));
        var report = await ProveAsync(server.Port, request => request with { Command = "true" });

        report.Load.Failed.ShouldBe(0);
        report.Verdict.ShouldBe(StoryOutcome.Failed);
        report.Reasons.ShouldBe([$"callers saw no new version: {VersionHeader} said v1 from before the command on"]);
    }

    [Fact]
    public async Task CommandThatFails_Fails()
    {
        await using var server = await ApiServer.StartAsync(context => AnswerAsync(context, "done"));
        var report = await ProveAsync(server.Port, request => request with { Command = $"{request.Command}; exit 7" });

        report.Verdict.ShouldBe(StoryOutcome.Failed);
        report.Reasons.ShouldBe(["the command ended with exit code 7"]);
    }

    [Fact]
    public async Task CommandThatDoesNotEnd_IsStopped_WithAllThatItStarted()
    {
        await using var server = await ApiServer.StartAsync(context => AnswerAsync(context, "done"));
        var report = await ProveAsync(server.Port, request => request with
        {
            Command = $"{request.Command}; (sleep 600; true); true",
            CommandLimit = TimeSpan.FromSeconds(3),
        });

        report.Verdict.ShouldBe(StoryOutcome.Failed);
        report.Reasons.ShouldContain("the command did not end within 3 s and was stopped");
        (report.Command!.EndedAt - report.Command.StartedAt).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task ApiThatNeverAnswers_IsNotChanged()
    {
        var report = await ProveAsync(1);

        report.Verdict.ShouldBe(StoryOutcome.Failed);
        report.Command.ShouldBeNull();
        Changed.ShouldBeFalse();
        report.Reasons[0].ShouldBe("the command was not started, because no call succeeded before it; the first failure: no connection: ConnectionRefused");
    }

    [Fact]
    public async Task Interrupted_GivesWhatWasFoundUntilThen()
    {
        await using var server = await ApiServer.StartAsync(context => AnswerAsync(context, "done"));
        using var interrupt = new CancellationTokenSource();
        var proof = ProveAsync(server.Port, request => request with { Command = $"{request.Command}; sleep 600" }, interrupt.Token);
        while (!Changed)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await interrupt.CancelAsync();
        var report = await proof;

        report.Partial.ShouldBeTrue();
        report.Verdict.ShouldBe(StoryOutcome.Inconclusive, string.Join("; ", report.Reasons));
        report.Load.Succeeded.ShouldBeGreaterThan(0);
        report.Reasons[0].ShouldStartWith("interrupted");
        ProofText.VerdictLine(report, "/tmp").ShouldStartWith("verdict=inconclusive partial=true scheduled=");
    }

    private async Task ShouldFailAsync(ApiServer server, FailureKind kind)
    {
        var report = await ProveAsync(server.Port);
        report.Verdict.ShouldBe(StoryOutcome.Failed);
        report.Load.FailuresByKind.Keys.ShouldBe([kind]);
        // A call that was due just before the command may have been under way when the server changed.
        report.Phases[0].Succeeded.ShouldBeGreaterThan(0);
        (report.Phases[1].Failed + report.Phases[2].Failed).ShouldBeGreaterThan(report.Phases[0].Failed);
        report.Phases.Sum(phase => phase.Failed).ShouldBe(report.Load.Failed);
        report.Load.Retries.ShouldBe(0);
        server.Requests.ShouldBe((int)report.Load.Sent);
    }

    private async Task<ProofReport> ProveAsync(
        int port, Func<ProofRequest, ProofRequest>? change = null, CancellationToken? cancellationToken = null)
    {
        var usual = new ProofRequest(
            // A machine that is busy with other tests may be late: what is judged here is the server.
            new LoadPlan($"http://127.0.0.1:{port}/orders", Rate: 40, Objectives: new LoadObjectives(LongestGapMs: 2000, LatenessLimitMs: 5000)),
            new RequestPlan("GET", null, [], [new("$.state", "done")], VersionHeader, null),
            $"touch {signal}; sleep 1",
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(60));
        var request = change?.Invoke(usual) ?? usual;
        var runner = new ProofRunner(request, new ProofProgress(TextWriter.Null), TimeProvider.System);
        var evidence = await runner.RunAsync(cancellationToken ?? TestContext.Current.CancellationToken);
        return ProofReport.Of(evidence, runner.Windows, "20260101T000000Z");
    }

    private Task AnswerAsync(HttpContext context, string state)
    {
        context.Response.Headers[VersionHeader] = Changed ? "v2" : "v1";
        return context.Response.WriteAsJsonAsync(new { state });
    }
}
