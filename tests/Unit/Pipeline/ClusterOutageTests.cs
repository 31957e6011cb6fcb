using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Manifests;
using DddAspire.DemoRunner.Pipeline;
using DddAspire.DemoRunner.Rollouts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

/// <summary>An API server that is slow, silent, restarted or away: waited out within a limit, and never blamed on what is deployed.</summary>
public sealed class ClusterOutageTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new();
    private FakeCluster cluster = null!;
    private ClusterAccess access = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        cluster = await FakeCluster.StartAsync();
        access = cluster.Open(time);
    }

    public async ValueTask DisposeAsync()
    {
        access.Dispose();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Check_OfAnApiThatNeverAnswersAQuote_FailsWithinItsLimit()
    {
        cluster.Answer = context => IsQuote(context) ? FakeCluster.SilenceAsync(context) : FakeCluster.AnswerWellAsync(context);
        var started = time.GetUtcNow();

        var failure = await Should.ThrowAsync<ApiCheckFailedException>(
            FakeCluster.AdvanceUntilAsync(time, new ApiCheck(time).CheckAsync(access, "ddd-dev", patient: false, Token)));

        failure.Message.ShouldContain("was not answered within 10 s");
        (time.GetUtcNow() - started).ShouldBeLessThan(TimeSpan.FromMinutes(2));
        RunFaults.IsOfTheEnvironment(failure).ShouldBeFalse();
    }

    [Fact]
    public async Task Check_OfAnApiThatAnswersWrongly_FailsAtOnce()
    {
        cluster.Answer = context => IsQuote(context) ? context.Response.WriteAsJsonAsync(new { }) : FakeCluster.AnswerWellAsync(context);

        await Should.ThrowAsync<ApiCheckFailedException>(new ApiCheck(time).CheckAsync(access, "ddd-dev", patient: false, Token));

        cluster.Asked.Count(asked => asked.EndsWith("quote", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Check_WhileTheApiServerIsAway_IsDoneAgainWhenItIsBack()
    {
        var left = 20;
        cluster.Answer = context =>
        {
            if (left-- > 0)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return FakeCluster.AnswerWellAsync(context);
        };

        await FakeCluster.AdvanceUntilAsync(time, new ApiCheck(time).CheckAsync(access, "ddd-dev", patient: false, Token));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Read_WhileTheApiServerRestarts_IsAnsweredInTheEnd(HttpStatusCode status)
    {
        var left = 3;
        cluster.Answer = async context =>
        {
            if (left-- > 0)
            {
                context.Response.StatusCode = (int)status;
                await context.Response.WriteAsync("{}");
                return;
            }

            await FakeCluster.AnswerWellAsync(context);
        };

        var list = await FakeCluster.AdvanceUntilAsync(time, access.DeploymentsAsync("ddd-dev", "", Token));

        list.ShouldBeEmpty();
        cluster.Asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Read_OfAnApiServerThatStaysSilent_EndsByNamingIt()
    {
        cluster.Answer = FakeCluster.SilenceAsync;

        var failure = await Should.ThrowAsync<ClusterUnavailableException>(
            FakeCluster.AdvanceUntilAsync(time, access.DeploymentsAsync("ddd-dev", "", Token)));

        failure.Message.ShouldContain("no answer within 15 s");
        RunFaults.IsOfTheEnvironment(failure).ShouldBeTrue();
    }

    [Fact]
    public async Task Apply_ThatIsRefusedForGood_IsNotRepeated()
    {
        cluster.Answer = async context =>
        {
            context.Response.StatusCode = 422;
            await context.Response.WriteAsync("{\"kind\":\"Status\",\"message\":\"spec.replicas: no\"}");
        };
        var release = ReleaseOf("ddd-acme");

        await Should.ThrowAsync<ApplyFailedException>(Applier.ApplyAsync(access, release, Token));

        cluster.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rollout_WhoseWatchIsCutAndEndsInErrors_IsFollowedToItsEnd()
    {
        var watches = 0;
        cluster.Answer = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/deployments", StringComparison.Ordinal))
            {
                await (IsWatch(context) ? FakeCluster.SilenceAsync(context) : context.Response.WriteAsJsonAsync(Deployment(available: 1)));
                return;
            }

            switch (++watches)
            {
                case 1:
                    await WriteAsync(context, new { type = "ERROR", @object = new { kind = "Status", apiVersion = "v1", status = "Failure", message = "too old resource version", reason = "Expired", code = 410 } });
                    break;
                case 2:
                    await WriteAsync(context, new { type = "ADDED", @object = Deployment(available: 1) });
                    context.Abort();
                    break;
                case 3:
                    context.Response.StatusCode = 403;
                    await context.Response.WriteAsync("{}");
                    break;
                default:
                    await WriteAsync(context, new { type = "ADDED", @object = Deployment(available: 2) });
                    break;
            }
        };

        await FakeCluster.AdvanceUntilAsync(time, new RolloutWatcher(time).WatchAsync(access, Applied, _ => { }, Token));

        watches.ShouldBe(4);
    }

    [Fact]
    public async Task Rollout_WhoseWatchBeginsWithTheVersionBefore_IsNotComplete()
    {
        var (shown, before) = (new List<string>(), new TaskCompletionSource());
        cluster.Answer = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/deployments", StringComparison.Ordinal))
            {
                await (IsWatch(context) ? FakeCluster.SilenceAsync(context) : context.Response.WriteAsJsonAsync(Deployment(available: 2)));
                return;
            }

            // What the API server's cache has when the watch begins, complete and well; the change reaches the cache a moment later.
            await WriteAsync(context, new { type = "ADDED", @object = Deployment(available: 2) });
            await before.Task.WaitAsync(context.RequestAborted);
            await WriteAsync(context, new { type = "MODIFIED", @object = Deployment(available: 2, generation: 2) });
        };

        var watching = new RolloutWatcher(time).WatchAsync(
            access,
            Applied with { Generation = 2 },
            said =>
            {
                shown.Add(said);
                before.SetResult();
            },
            Token);

        await FakeCluster.AdvanceUntilAsync(time, watching);
        shown.ShouldBe(["ddd-acme in ddd-dev: the watch does not show the change yet"]);
    }

    [Fact]
    public async Task Rollout_PastItsDeadlineAfterTheClusterWasAway_IsNotTheChangesFault()
    {
        var watches = 0;
        cluster.Answer = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/deployments", StringComparison.Ordinal))
            {
                await (IsWatch(context) ? FakeCluster.SilenceAsync(context) : context.Response.WriteAsJsonAsync(Deployment(available: 1)));
                return;
            }

            if (++watches < 5)
            {
                await FakeCluster.SilenceAsync(context);
                return;
            }

            await WriteAsync(context, new { type = "ADDED", @object = Deployment(available: 1, late: true) });
        };

        var failure = await Should.ThrowAsync<ClusterUnavailableException>(
            FakeCluster.AdvanceUntilAsync(time, new RolloutWatcher(time).WatchAsync(access, Applied, _ => { }, Token)));

        failure.Message.ShouldContain("no progress within its deadline");
    }

    [Theory]
    [InlineData("git", "fatal: unable to access", true)]
    [InlineData("docker", "ERROR: failed to solve: dial tcp 127.0.0.1:5001: connect: connection refused", true)]
    [InlineData("docker", "ERROR: failed to do request: Head \"http://localhost:5001/v2/\": dial tcp 127.0.0.1:5001: i/o timeout", true)]
    [InlineData("docker", "net/http: request canceled (Client.Timeout exceeded while awaiting headers)", true)]
    [InlineData("docker", "ERROR: process \"/bin/sh -c false\" did not complete successfully: exit code: 1", false)]
    public void Tool_ThatFails_IsTheCommitsFaultOnlyWhereTheCommitWasRead(string tool, string printed, bool ofTheEnvironment) =>
        RunFaults.IsOfTheEnvironment(new ToolFailedException(new ToolCommand(tool, ["x"]), 1, printed)).ShouldBe(ofTheEnvironment);

    private static bool IsQuote(HttpContext context) => context.Request.Path.Value!.EndsWith("/quote", StringComparison.Ordinal);

    private static bool IsWatch(HttpContext context) => context.Request.Query["watch"] == "true";

    private static async Task WriteAsync(HttpContext context, object item)
    {
        await context.Response.WriteAsync(JsonSerializer.Serialize(item) + "\n");
        await context.Response.Body.FlushAsync();
    }

    private static Release ReleaseOf(string name) => new(name, "ddd-dev",
        [new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["metadata"] = new JsonObject { ["name"] = name } }]);

    private static AppliedRelease Applied { get; } = new("ddd-acme", "ddd-dev", 1);

    private static object Deployment(int available, bool late = false, long generation = 1) => new
    {
        kind = "Deployment",
        apiVersion = "apps/v1",
        metadata = new { name = "ddd-acme", generation },
        spec = new { replicas = 2 },
        status = new
        {
            observedGeneration = generation, updatedReplicas = 2, replicas = 2, availableReplicas = available,
            conditions = late ? new[] { new { type = "Progressing", status = "False", reason = "ProgressDeadlineExceeded", message = "late" } } : [],
        },
    };
}
