using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using DddAspire.DemoEnvironment.Tools;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>The built-in git server with the real git and a real receiver.</summary>
public sealed class BuiltInGitServerTests(GitServerFixture server) : IClassFixture<GitServerFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_OfACommit_CanBeClonedAndIsToldWithItsFiles()
    {
        var clone = await server.CloneAsync("first");
        var commit = await clone.CommitAsync("hello.txt", "hello", "Say hello");
        await clone.PushAsync("HEAD:main");
        var again = await server.CloneAsync("second");
        (await File.ReadAllTextAsync(Path.Combine(again.Folder, "hello.txt"), Token)).ShouldBe("hello");
        var (body, headers) = await server.EventOfAsync(commit);
        WebhookSignature.Matches(body, GitServerFixture.Secret, headers[WebhookSignature.GiteaHeader], null).ShouldBeTrue();
        using var push = JsonDocument.Parse(body);
        push.RootElement.GetProperty("ref").GetString().ShouldBe("refs/heads/main");
        push.RootElement.GetProperty("commits")[0].GetProperty("added")[0].GetString().ShouldBe("hello.txt");
        push.RootElement.GetProperty("head_commit").GetProperty("message").GetString().ShouldBe("Say hello\n");
    }

    [Fact]
    public async Task Push_OfALargePack_IsTaken()
    {
        var clone = await server.CloneAsync("large");
        var noise = new byte[12_000_000];
        Random.Shared.NextBytes(noise);
        await File.WriteAllBytesAsync(Path.Combine(clone.Folder, "noise.bin"), noise, Token);
        var commit = await clone.CommitAsync("note.txt", "noise", "Make noise");
        await clone.PushAsync("HEAD:large");
        (await server.EventOfAsync(commit)).Body.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Push_FromManyAtOnce_KeepsEveryBranch()
    {
        var names = Enumerable.Range(0, 6).Select(number => $"side-{number}").ToArray();
        var commits = await Task.WhenAll(names.Select(async name =>
        {
            var clone = await server.CloneAsync(name);
            var commit = await clone.CommitAsync($"{name}.txt", name, name);
            await clone.PushAsync($"HEAD:{name}");
            return commit;
        }));
        var refs = await server.GitAsync("ls-remote", server.Url(GitServerFixture.PushToken));
        foreach (var (name, commit) in names.Zip(commits))
        {
            refs.ShouldContain($"{commit}\trefs/heads/{name}");
            (await server.EventOfAsync(commit)).Body.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData(null)]
    public async Task Push_WithoutTheToken_IsRefused(string? token)
    {
        var clone = await server.CloneAsync($"refused-{token}");
        await clone.CommitAsync("no.txt", "no", "No");
        var failure = await Should.ThrowAsync<ToolFailedException>(() => server.GitAsync("-C", clone.Folder, "push", server.Url(token), "HEAD:refused"));
        failure.Evidence.ShouldSatisfyAllConditions(evidence => (evidence.Contains("Authentication failed") || evidence.Contains("could not read")).ShouldBeTrue());
    }

    [Fact]
    public async Task Fetch_OfAnotherRepository_IsNotFound()
    {
        var failure = await Should.ThrowAsync<ToolFailedException>(() => server.GitAsync("ls-remote", $"{server.Base}ddd/other.git"));
        failure.Evidence.ShouldContain("not found");
    }

    [Fact]
    public async Task Status_OfACommit_IsKeptAndCombined()
    {
        var clone = await server.CloneAsync("status");
        var commit = await clone.CommitAsync("status.txt", "1", "For a status");
        await clone.PushAsync("HEAD:status");
        using var client = new HttpClient { BaseAddress = new Uri(server.Base, "/api/v1/repos/ddd/integrations/") };
        using var refused = await client.PostAsJsonAsync($"statuses/{commit}", new { state = "success" }, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", GitServerFixture.PushToken);
        foreach (var state in new[] { "pending", "failure" })
        {
            using var made = await client.PostAsJsonAsync($"statuses/{commit}", new { state, context = "pipeline", description = state }, Token);
            made.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        using var nonsense = await client.PostAsJsonAsync($"statuses/{commit}", new { state = "splendid" }, Token);
        nonsense.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var combined = await client.GetFromJsonAsync<JsonElement>($"commits/{commit}/status", Token);
        combined.GetProperty("state").GetString().ShouldBe("failure");
        combined.GetProperty("total_count").GetInt32().ShouldBe(1);
        var all = await client.GetFromJsonAsync<JsonElement>("commits/status/statuses", Token);
        all.EnumerateArray().Select(status => status.GetProperty("status").GetString()).ShouldBe(["failure", "pending"]);
    }

    [Fact]
    public async Task Page_OfTheRepository_EscapesWhatCommitsSay()
    {
        var clone = await server.CloneAsync("page");
        await clone.CommitAsync("page.txt", "x", "Say <b>hello</b> & more");
        await clone.PushAsync("+HEAD:main");
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri(server.Base, "/"), Token);
        page.ShouldContain("Say &lt;b&gt;hello&lt;/b&gt; &amp; more");
    }
}
