using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using DddAspire.Unit.Pipeline;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Serving;

/// <summary>A delivery is a hint to look at git: what git's head does not say is rolled out by nobody.</summary>
public sealed class HeadOnlyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delivery_OfAnOldCommit_IsTakenAndRollsNothingOut()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var runner = await ServedRunner.StartAsync();
        runner.Announce(cluster.Address, "127.0.0.1:1");
        var clone = await runner.CloneAsync();
        var old = await clone.PushAsync("Old");
        await EndedAsync(runner, old, "passed");
        var head = await clone.PushAsync("New");
        await EndedAsync(runner, head, "passed");

        using var again = await DeliverAsync(runner, head, "a new delivery id");
        using var answer = await DeliverAsync(runner, old, "another new delivery id");

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var late = await EndedAsync(runner, old, "superseded");
        late.GetProperty("reason").GetString().ShouldBe($"git's head is {CommitId.Abbreviate(head)}, not {CommitId.Abbreviate(old)}: nothing else is rolled out");
        late.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString()).ShouldBe(["fetch"]);
        (await runner.RunsAsync()).Count(run => run.GetProperty("commit").GetString() == head && run.GetProperty("trigger").GetString() == "webhook").ShouldBe(1);
    }

    [Fact]
    public async Task Branches_ThatTakeEachOthersName_DoNotConcernTheDeployedOne()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var runner = await ServedRunner.StartAsync();
        runner.Announce(cluster.Address, "127.0.0.1:1");
        var clone = await runner.CloneAsync();
        await EndedAsync(runner, await clone.PushAsync("First"), "passed");
        await clone.PushAsync("On a branch", "renovate");
        await EndedAsync(runner, await clone.PushAsync("Second"), "passed");
        await UserFolder.GitAsync(clone.Folder, "push", "--quiet", "origin", ":renovate");
        await clone.PushAsync("On another branch", "renovate/ace");

        var run = await EndedAsync(runner, await clone.PushAsync("Third"), "passed");

        run.GetProperty("trigger").GetString().ShouldBe("webhook");
    }

    [Fact]
    public async Task Copy_OfTheRepositoryThatIsBroken_IsMadeAnew()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var runner = await ServedRunner.StartAsync();
        runner.Announce(cluster.Address, "127.0.0.1:1");
        var clone = await runner.CloneAsync();
        await EndedAsync(runner, await clone.PushAsync("First"), "passed");
        // What a kill in the middle of a fetch leaves.
        await File.WriteAllTextAsync(Path.Combine(runner.Options.Layout.Work, "integrations.git", "refs", "heads", "main.lock"), "", Token);

        await EndedAsync(runner, await clone.PushAsync("Second"), "passed");
    }

    [Fact]
    public async Task Run_WhenItCountsAsEnded_HasItsCommitStatusAndLeavesNoFolder()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var runner = await ServedRunner.StartAsync();
        runner.Announce(cluster.Address, "127.0.0.1:1");
        var clone = await runner.CloneAsync();

        var commit = await clone.PushAsync("First");
        await EndedAsync(runner, commit, "passed");

        var status = JsonDocument.Parse(await runner.Http.GetStringAsync(
            new Uri($"http://127.0.0.1:{runner.Options.Ports.Git}/api/v1/repos/ddd/integrations/commits/{commit}/status"), Token)).RootElement;
        status.GetProperty("state").GetString().ShouldBe("success");
        Directory.GetDirectories(runner.Options.Layout.Work, "run-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Version_ThatNeverAnswersAQuote_FailsItsRunAndTheNextPushIsLookedAt()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var runner = await ServedRunner.StartAsync();
        cluster.Answer = context => context.Request.Path.Value!.EndsWith("/quote", StringComparison.Ordinal)
            ? FakeCluster.SilenceAsync(context) : FakeCluster.AnswerWellAsync(context);
        runner.Announce(cluster.Address, "127.0.0.1:1");
        var clone = await runner.CloneAsync();
        var hanging = await clone.PushAsync("Hangs");
        await runner.EventuallyAsync("the check", async () =>
            (await runner.RunsAsync()).Any(run => run.GetProperty("stages").EnumerateArray().Any(stage => stage.GetProperty("name").GetString() == "check ddd-dev")) ? null : "not yet");
        var good = await clone.PushAsync("Answers");

        await EndedAsync(runner, hanging, "failed", TimeSpan.FromMinutes(3));
        cluster.Answer = FakeCluster.AnswerWellAsync;
        await EndedAsync(runner, good, "passed");
    }

    private static async Task<JsonElement> EndedAsync(ServedRunner runner, string commit, string result, TimeSpan? limit = null)
    {
        JsonElement found = default;
        await runner.EventuallyAsync($"the run of {commit} to end as {result}", async () =>
        {
            found = (await runner.RunsAsync()).LastOrDefault(run => run.GetProperty("commit").GetString() == commit && run.GetProperty("result").GetString() == result);
            return found.ValueKind == JsonValueKind.Object ? null : string.Join('\n', await runner.RunsAsync());
        }, limit);
        return found;
    }

    private static async Task<HttpResponseMessage> DeliverAsync(ServedRunner runner, string commit, string delivery)
    {
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { @ref = "refs/heads/main", after = commit, repository = new { full_name = "ddd/integrations" } }));
        var secret = (await File.ReadAllTextAsync(Path.Combine(runner.Options.Layout.Secrets, "webhook-secret"), Token)).Trim();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhook") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Gitea-Event", "push");
        request.Headers.Add("X-Gitea-Delivery", delivery);
        request.Headers.Add("X-Gitea-Signature", WebhookSignature.Sign(body, secret));
        return await runner.Http.SendAsync(request, Token);
    }
}
