using System.Net.Http.Json;
using System.Text.Json;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Pipeline;

/// <summary>A Dockerfile that can't be built is refused with its place and a hint, and nobody's pods are touched.</summary>
[TestOrder(32)]
[Collection(DemoCollection.Name)]
public sealed class FaultyChangeTests(DemoFixture demo)
{
    private const string Dockerfile = "ddd-acme/Dockerfile";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    [InlineData("FROM", "#", "no FROM")]
    [InlineData("12.0.", "99.0.", "no image")]
    [InlineData("AcmeV1.bar", "AcmeV9.bar", "AcmeV9.bar")]
    [InlineData("COPY", "KOPY", "KOPY")]
    public async Task Dockerfile_WithAFault_FailsWithItsPlaceAndDeploysNothing(string right, string wrong, string told)
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        using var checkout = await demo.CheckoutAsync(Stop);
        var good = checkout.Read(Dockerfile);
        var before = await DemoFixture.Cluster.LivesAsync("ddd-test");

        var commit = await checkout.PushAsync(Dockerfile, good.Replace(right, wrong, StringComparison.Ordinal));

        var run = await runner.EndedRunAsync(commit);
        var after = await DemoFixture.Cluster.LivesAsync("ddd-test");
        await Awaited.ThatAsync("the commit's status", TimeSpan.FromSeconds(20), async token =>
            await StatusOfAsync(commit, token) is var state && state == "failure" ? null : $"{state}");
        var back = await runner.EndedRunAsync(await checkout.PushAsync(Dockerfile, good));

        run.GetProperty("result").GetString().ShouldBe("failed");
        var reason = run.GetProperty("reason").GetString()!;
        reason.ShouldContain(told, Case.Insensitive);
        reason.ShouldContain(Dockerfile);
        after.ShouldBe(before);
        back.GetProperty("result").GetString().ShouldBe("passed");
        (await DemoFixture.Cluster.LivesAsync("ddd-test")).ShouldBe(before);
    }

    private async Task<string?> StatusOfAsync(string commit, CancellationToken cancellationToken)
    {
        var git = (await demo.StatusAsync(cancellationToken)).GetProperty("urls").GetProperty("git").GetString();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var status = await client.GetFromJsonAsync<JsonElement>($"{git}/api/v1/repos/ddd/integrations/commits/{commit}/status", cancellationToken);
        return status.GetProperty("state").GetString();
    }
}
