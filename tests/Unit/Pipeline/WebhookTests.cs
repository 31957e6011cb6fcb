using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

/// <summary>The webhook over real HTTP, with a real journal behind it and no worker.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "a secret of the webhook";
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-webhook").FullName;
    private readonly HttpClient http = new();
    private WebApplication? app;

    private RunCatalog Runs => app!.Services.GetRequiredService<RunCatalog>();

    public async ValueTask InitializeAsync()
    {
        var secrets = new SecretStore(new StateLayout(folder), ImmutableSortedDictionary<string, string>.Empty);
        secrets.Write(SecretStore.WebhookSecret, Secret);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System)
            .AddSingleton(secrets)
            .AddSingleton(new RunJournal(Path.Combine(folder, "runs.db")))
            .AddSingleton<RunCatalog>();
        app = builder.Build();
        app.MapWebhooks();
        await app.StartAsync();
        http.BaseAddress = new Uri(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app!.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Push_SignedByGitea_StartsARun()
    {
        using var response = await SendAsync(Push(Commit), "delivery-1");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        Runs.List().ShouldHaveSingleItem().Commit.ShouldBe(Commit);
    }

    [Fact]
    public async Task Push_SignedByGitHub_StartsARun()
    {
        var body = Push(Commit);
        using var request = Request(body, "delivery-1");
        request.Headers.Remove("X-Gitea-Signature");
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Sign(body));

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Delivery_ThatComesTwice_IsTheSameRun()
    {
        using var first = await SendAsync(Push(Commit), "delivery-1");
        using var second = await SendAsync(Push(Commit), "delivery-1");

        (await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .ShouldBe(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Runs.List().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("refs/heads/other", Commit)]
    [InlineData("refs/heads/main", "0000000000000000000000000000000000000000")]
    public async Task Push_OfAnotherBranchOrADeletion_IsAnsweredWithNoContent(string reference, string after)
    {
        using var response = await SendAsync(Push(after, reference), "delivery-1");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Runs.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task Body_LargerThanTheLimit_IsRefused()
    {
        using var response = await SendAsync(new string('x', WebhookEndpoint.LargestBody + 1), "delivery-1");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Push_WhoseCommitsListTensOfThousandsOfFiles_StartsARun()
    {
        var added = Enumerable.Range(0, 60_000).Select(number => $"a/rather/deep/folder/with \u00e9 in it/and-a-long-name-{number}.yaml").ToArray();
        var body = JsonSerializer.Serialize(new
        {
            @ref = "refs/heads/main",
            commits = new[] { new { id = Commit, message = new string('m', 200_000), added, repository = new { full_name = "somebody/else" } } },
            head_commit = new { @ref = "refs/heads/other", after = "no" },
            repository = new { owner = new { full_name = "nobody" }, full_name = "ddd/integrations" },
            after = Commit,
        });
        body.Length.ShouldBeGreaterThan(4_000_000);

        using var response = await SendAsync(body, "delivery-1");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        Runs.List().ShouldHaveSingleItem().Commit.ShouldBe(Commit);
    }

    [Fact]
    public async Task Bodies_ForgedTruncatedOrRandom_StartNoRunAndBreakNothing()
    {
        var random = new Random(4711);
        for (var number = 0; number < 1_000; number++)
        {
            var honest = Push(Commit);
            var body = (number % 4) switch
            {
                0 => honest,
                1 => honest[..random.Next(honest.Length)],
                2 => Convert.ToBase64String(Bytes(random)),
                _ => "{\"ref\":" + random.Next() + "}",
            };
            using var request = Request(body, $"delivery-{number}");
            if (number % 4 == 0)
            {
                request.Headers.Remove("X-Gitea-Signature");
                request.Headers.Add("X-Gitea-Signature", Convert.ToHexStringLower(Bytes(random)));
            }

            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

            ((int)response.StatusCode).ShouldBeOneOf(400, 401);
        }

        Runs.List().ShouldBeEmpty();
        using var still = await SendAsync(Push(Commit), "honest");
        still.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Push(string after, string reference = "refs/heads/main") =>
        JsonSerializer.Serialize(new { @ref = reference, before = new string('1', 40), after, repository = new { full_name = "ddd/integrations" } });

    private static string Sign(string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));

    private static HttpRequestMessage Request(string body, string delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhook") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Gitea-Event", "push");
        request.Headers.Add("X-Gitea-Delivery", delivery);
        request.Headers.Add("X-Gitea-Signature", Sign(body));
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(string body, string delivery)
    {
        using var request = Request(body, delivery);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
