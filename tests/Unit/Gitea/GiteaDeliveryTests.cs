using System.Collections.Concurrent;
using System.Text.Json;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.GitServers.Gitea;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.Webhooks;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Gitea;

/// <summary>What Gitea sends after pushes, and that it is found out at set-up when it can't.</summary>
public sealed class GiteaDeliveryTests
{
    private const string Main = "refs/heads/main";
    private static readonly string Nothing = new('0', 40);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pushes_OfEveryKind_AreToldInTheirOrder()
    {
        await using var gitea = await GiteaFixture.StartAsync();
        await gitea.Setup.RunAsync(gitea.Receiver, Token);
        var clone = await gitea.CloneAsync("clone");
        var first = await gitea.CommitAsync(clone, "first.txt");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main");

        await gitea.CommitAsync(clone, "second.txt");
        var third = await gitea.CommitAsync(clone, "third.txt");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main");

        await gitea.GitAsync("-C", clone, "checkout", "--quiet", "-b", "side", first);
        await gitea.CommitAsync(clone, "side.txt");
        await gitea.GitAsync("-C", clone, "checkout", "--quiet", "-B", "merged", third);
        await gitea.GitAsync("-C", clone, "merge", "--quiet", "--no-ff", "--message", "Merge pull request 'side' (#1)", "side");
        var merge = await gitea.GitAsync("-C", clone, "rev-parse", "HEAD");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "--force", "origin", $"{first}:main");

        var events = await gitea.EventsAsync(Main, 4);
        events.Select(After).ShouldBe([first, third, merge, first]);
        events.Select(push => push.GetProperty("before").GetString()).ShouldBe([Nothing, first, third, merge]);
        events[1].GetProperty("total_commits").GetInt32().ShouldBe(2);
        events[2].GetProperty("total_commits").GetInt32().ShouldBe(2, "the merge and what it brought");
        events[3].GetProperty("total_commits").GetInt32().ShouldBe(0, "set back");
    }

    [Fact]
    public async Task Pushes_OfOtherBranchesAndTags_AreReadAsWhatTheyAre()
    {
        await using var gitea = await GiteaFixture.StartAsync();
        await gitea.Setup.RunAsync(gitea.Receiver, Token);
        var clone = await gitea.CloneAsync("clone");
        await gitea.CommitAsync(clone, "first.txt");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main", "HEAD:side");
        await gitea.GitAsync("-C", clone, "tag", "v1");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "origin", "v1", ":side");
        await gitea.CommitAsync(clone, "last.txt");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main");

        await gitea.EventsAsync(Main, 2);
        var events = gitea.Received.Where(one => one.Path == "/webhook").Select(one => Read(one.Body)).ToList();
        events.ShouldAllBe(push => push != null && push.Repository == "ddd/integrations");
        events.Count(push => push!.Reference == Main).ShouldBe(2);
        events.ShouldContain(push => push!.Reference == "refs/heads/side" && !push.IsDeletion);
    }

    [Fact]
    public async Task Delivery_IsSignedWithTheSecretOfTheHook()
    {
        await using var gitea = await GiteaFixture.StartAsync();
        await gitea.Setup.RunAsync(gitea.Receiver, Token);
        var clone = await gitea.CloneAsync("clone");
        await gitea.CommitAsync(clone, "first.txt");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main");

        await gitea.EventsAsync(Main, 1);
        var (_, body, signature) = gitea.Received.First(one => one.Path == "/webhook");
        WebhookSignature.Matches(body, gitea.Secrets.Find(SecretStore.WebhookSecret)!, signature, null).ShouldBeTrue();
        WebhookSignature.Matches(body, "another", signature, null).ShouldBeFalse();
    }

    [Fact]
    public async Task Delivery_ThroughQueuesThatPoll_ComesSecondsLate()
    {
        var time = new FakeTimeProvider();
        await using var gitea = await GiteaFixture.StartAsync(settings => settings with { QueuePoll = TimeSpan.FromSeconds(2) }, time);
        await gitea.Setup.RunAsync(gitea.Receiver, Token);
        var clone = await gitea.CloneAsync("clone");
        await gitea.CommitAsync(clone, "first.txt");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main");

        time.Advance(TimeSpan.FromSeconds(3.9));
        gitea.Received.ShouldBeEmpty();
        var waiting = gitea.EventsAsync(Main, 1);
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(0.2));
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token));
        }

        (await waiting).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Check_OfAReceiverThatIsReached_IsContentAndLeavesNoHook()
    {
        await using var gitea = await GiteaFixture.StartAsync();
        await SeedAsync(gitea);

        (await Check(gitea, "").WhyNotDeliveredAsync(gitea.Receiver, gitea.Receiver.Port, Token)).ShouldBeNull();

        gitea.Store.Read().Hooks.Select(hook => hook.Url).ShouldBe([gitea.Receiver.ToString()]);
        // The push of before may be told to it as well, on a machine that is busy.
        var probe = gitea.Received.First(one => one.Path.StartsWith(GiteaDeliveryCheck.Path, StringComparison.Ordinal));
        JsonDocument.Parse(probe.Body).RootElement.GetProperty("ref").GetString().ShouldBe(Main);
    }

    [Fact]
    public async Task Check_OfAReceiverThatMayNotBeCalled_TellsWhatGiteasLogSays()
    {
        var time = new FakeTimeProvider();
        await using var gitea = await GiteaFixture.StartAsync(settings => settings with { AllowedHosts = "" });
        await SeedAsync(gitea);
        const string Denied = "...webhook.go:99:handler() [E] Unable to deliver webhook task[7] in http://h/w due to error in http client: webhook can only call allowed HTTP servers (check your security.ALLOWED_HOST_LIST setting), deny 'h'";

        var waiting = Check(gitea, $"starting\n{Denied}\n", time).WhyNotDeliveredAsync(gitea.Receiver, gitea.Receiver.Port, Token);
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token));
        }

        (await waiting).ShouldBe(Denied);
        gitea.Received.ShouldBeEmpty();
        gitea.Store.Read().Hooks.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_OfAServerWhoseDeliveriesDoNotArrive_TakesTheBuiltInOne_WhereNobodyInsists(bool mayFallBack)
    {
        var time = new FakeTimeProvider();
        await using var gitea = await GiteaFixture.StartAsync(settings => settings with { AllowedHosts = "" });
        var started = new List<GitServerChoice>();
        var notices = new ConcurrentQueue<string>();
        var fallback = new GitServerFallback(
            async (choice, _) =>
            {
                started.Add(choice);
                await (choice == GitServerChoice.Gitea ? SeedAsync(gitea) : Task.CompletedTask);
                return new GitServerState(choice == GitServerChoice.Gitea ? GiteaServer.Kind : "built-in", gitea.Server.Address, "ddd", "integrations", "", "");
            },
            (git, token) => git.Kind == GiteaServer.Kind
                ? Check(gitea, "deny 'h' to deliver\n", time).WhyNotDeliveredAsync(gitea.Receiver, gitea.Receiver.Port, token)
                : Task.FromResult<string?>(null),
            new StepLog(new Notices(notices.Enqueue), time));

        var starting = fallback.StartAsync(GitServerChoice.Gitea, mayFallBack, Token);
        while (!starting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(starting, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token));
        }

        if (mayFallBack)
        {
            (await starting).Kind.ShouldBe("built-in");
            started.ShouldBe([GitServerChoice.Gitea, GitServerChoice.BuiltIn]);
            notices.ShouldHaveSingleItem().ShouldBe(
                "Gitea's webhooks do not reach this machine: deny 'h' to deliver. The built-in git server takes its place (--git gitea insists on Gitea)");
        }
        else
        {
            (await Should.ThrowAsync<PartBrokenException>(starting)).Message.ShouldBe("git server: Gitea's webhooks do not reach the runner: deny 'h' to deliver");
            started.ShouldBe([GitServerChoice.Gitea]);
        }
    }

    private sealed class Notices(Action<string> onNotice) : IProgress<EnvironmentEvent>
    {
        public void Report(EnvironmentEvent value)
        {
            if (value is EnvironmentEvent.Noticed notice)
            {
                onNotice(notice.Text);
            }
        }
    }

    private static PushEvent? Read(byte[] body)
    {
        var reader = new PushEventReader();
        reader.Add(body);
        return reader.End();
    }

    private static string? After(JsonElement push) => push.GetProperty("after").GetString();

    private static GiteaDeliveryCheck Check(GiteaFixture gitea, string log, TimeProvider? time = null) =>
        new(gitea.Secrets, gitea.Server.Address, _ => Task.FromResult(log), "docker logs gitea", time ?? TimeProvider.System);

    private static async Task SeedAsync(GiteaFixture gitea)
    {
        await gitea.Setup.RunAsync(gitea.Receiver, Token);
        var clone = await gitea.CloneAsync("seed");
        await gitea.CommitAsync(clone, "first.txt");
        await gitea.GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main");
    }
}
