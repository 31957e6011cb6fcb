using System.Text;
using System.Text.Json;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class WebhookTests
{
    // The example of GitHub's documentation on validating webhook deliveries.
    private const string Secret = "It's a Secret to Everybody";
    private const string Signature = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("Hello, World!");

    [Fact]
    public void Signature_OfAKnownBody_IsTheKnownOne() => WebhookSignature.Sign(Body, Secret).ShouldBe(Signature);

    [Theory]
    [InlineData(Signature, false)]
    [InlineData("sha256=" + Signature, true)]
    [InlineData("sha256=00", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Signature_InGitHubsHeader_HasAPrefix(string? signature, bool right) =>
        WebhookSignature.Matches(Body, Secret, null, signature).ShouldBe(right);

    [Theory]
    [InlineData(Signature, true)]
    [InlineData("sha256=" + Signature, false)]
    [InlineData("00", false)]
    public void Signature_InGiteasHeader_HasNoPrefix(string signature, bool right) =>
        WebhookSignature.Matches(Body, Secret, signature, null).ShouldBe(right);

    [Fact]
    public async Task Request_CarriesGiteasHeaders()
    {
        using var sender = new WebhookSender(new Uri("http://127.0.0.1:1/webhook"), Secret, TimeProvider.System);
        var id = Guid.NewGuid();
        using var request = sender.Request(id, Body);
        string Header(string name) => request.Headers.GetValues(name).Single();
        Header("X-Gitea-Delivery").ShouldBe(id.ToString());
        Header("X-Gitea-Event").ShouldBe("push");
        Header("X-Gitea-Event-Type").ShouldBe("push");
        Header("X-Gitea-Signature").ShouldBe(Signature);
        Header("X-Hub-Signature-256").ShouldBe($"sha256={Signature}");
        request.Content!.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await request.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Body);
    }

    [Fact]
    public async Task Delivery_ToNobody_IsLoggedAndNotRepeated()
    {
        using var sender = new WebhookSender(new Uri("http://127.0.0.1:1/webhook"), Secret, TimeProvider.System);
        var delivery = await sender.SendAsync(Push(), TestContext.Current.CancellationToken);
        delivery.StatusCode.ShouldBeNull();
        delivery.Cause.ShouldNotBeNull();
    }

    [Fact]
    public void Body_IsNamedAsGiteaNamesIt()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(Push(), PushEventBody.Json));
        json.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["ref", "before", "after", "compare_url", "commits", "total_commits", "head_commit", "repository", "pusher", "sender"]);
        json.RootElement.GetProperty("repository").GetProperty("full_name").GetString().ShouldBe("ddd/integrations");
        json.RootElement.GetProperty("repository").GetProperty("clone_url").GetString().ShouldBe("http://127.0.0.1:3000/ddd/integrations.git");
        json.RootElement.GetProperty("pusher").GetProperty("login").GetString().ShouldBe("ddd");
    }

    private static PushEventBody Push() => new(
        "refs/heads/main", new string('0', 40), new string('1', 40), new Uri("http://127.0.0.1:3000/ddd/integrations/compare/0...1"), [], 0, null,
        new PushedRepository(
            1, GitUser.Owner, "integrations", "ddd/integrations", false, new Uri("http://127.0.0.1:3000/ddd/integrations"),
            new Uri("http://127.0.0.1:3000/ddd/integrations.git"), "main"),
        GitUser.Owner, GitUser.Owner);
}
