using DddAspire.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace DddAspire.Page;

/// <summary>The page as its audience uses it.</summary>
[Chapter(1)]
[Collection(DemoCollection.Name)]
public sealed class StoryPageTests(DemoFixture demo, PageFixture browser) : IClassFixture<PageFixture>
{
    private const float StoryLimit = 240_000;

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Page_Opened_ShowsAllIntegrationsInBothNamespaces()
    {
        var page = await OpenAsync();

        await Assertions.Expect(page.Locator("#integrations tr")).ToHaveCountAsync(8, new() { Timeout = 120_000 });
        await Assertions.Expect(page.Locator("#integrations")).ToContainTextAsync("12.0.11.0-r1");
        await Assertions.Expect(page.Locator("#offline")).ToBeHiddenAsync();
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Load_StartedAndStopped_IsSeenInTheFigures()
    {
        var page = await OpenAsync();
        await page.FillAsync("#loadRate", "40");

        await page.ClickAsync("#load button[type=submit]");
        await Assertions.Expect(page.Locator("#rate")).ToHaveTextAsync("40", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#failed")).ToHaveTextAsync("0");
        await page.FillAsync("#loadRate", "60");
        await page.ClickAsync("#changeRate");
        await Assertions.Expect(page.Locator("#rate")).ToHaveTextAsync("60", new() { Timeout = 30_000 });
        await page.ClickAsync("#stopLoad");

        await Assertions.Expect(page.Locator("#rate")).ToHaveTextAsync("0", new() { Timeout = 60_000 });
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Story_ToldFromThePage_ShowsItsStepsRunsAndVerdict()
    {
        var page = await OpenAsync();

        await page.ClickAsync("#tell button[type=submit]");
        await Assertions.Expect(page.Locator("#verdict")).ToHaveTextAsync("running");
        await Assertions.Expect(page.Locator("#steps li:nth-child(6)")).ToHaveClassAsync("running", new() { Timeout = StoryLimit });
        await PageFixture.ShootAsync(page, "story-under-way");
        await Assertions.Expect(page.Locator("#verdict")).ToHaveTextAsync("passed", new() { Timeout = StoryLimit });

        (await page.Locator("#steps li.passed").CountAsync()).ShouldBe(8);
        (await page.Locator("#runs .run").CountAsync()).ShouldBeGreaterThanOrEqualTo(2);
        await PageFixture.ShootAsync(page, "story-told");
        await page.ClickAsync("#theme");
        await PageFixture.ShootAsync(page, "story-told-dark");
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Report_OpenedFromThePage_IsOneFileWithItsVerdict()
    {
        var page = await OpenAsync();
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);

        await page.ClickAsync("#report");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("passed");

        await page.ScreenshotAsync(new() { Path = Path.Combine(PageFixture.Screenshots, "report.png"), FullPage = true });
        asked.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Integration_UpgradedAndResetFromThePage_ChangesInGitAndInTheCluster()
    {
        var page = await OpenAsync();
        var acme = page.Locator("#integrations tr", new() { HasText = "ddd-acme" });

        await page.SelectOptionAsync("#fixPack", "12.0.12.0-r1");
        await page.ClickAsync("#upgrade button[type=submit]");
        await Assertions.Expect(acme.Last).ToContainTextAsync("12.0.12.0-r1", new() { Timeout = 120_000 });
        await Assertions.Expect(page.Locator("#runs .run").First).ToContainTextAsync("passed", new() { Timeout = 120_000 });
        await page.ClickAsync("#reset");

        await Assertions.Expect(acme.Last).ToContainTextAsync("12.0.11.0-r1", new() { Timeout = 120_000 });
        await Assertions.Expect(page.Locator("#runs .run").First).ToContainTextAsync("passed", new() { Timeout = 120_000 });
    }

    private async Task<IPage> OpenAsync()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);
        var status = await demo.StatusAsync(TestContext.Current.CancellationToken);
        return await browser.OpenAsync(new Uri(status.GetProperty("urls").GetProperty("page").GetString()!));
    }
}
