using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DddAspire.Support;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace DddAspire.Page;

/// <summary>The page as a presenter and an audience use it.</summary>
[TestOrder(1)]
[Collection(DemoCollection.Name)]
public sealed partial class StoryPageTests(DemoFixture demo, PageFixture browser) : IClassFixture<PageFixture>
{
    private const float StepLimit = 120_000;
    private const string AcmePods = ".part[data-app=ddd-acme] .pods[data-namespace=ddd-test] .pod";
    private const string OldFixPack = "12.0.11.0-r1";
    private const string NewFixPack = "12.0.12.0-r1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Page_Opened_ShowsTheWholeSolutionOnOneScreen()
    {
        var page = await OpenAsync();

        foreach (var integration in new[] { "ddd-api", "ddd-acme", "ddd-bernie", "ddd-chris" })
        {
            await Assertions.Expect(page.Locator($".part[data-app={integration}] .pods[data-namespace=ddd-test] .pod.ready")).ToHaveCountAsync(2, new() { Timeout = StepLimit });
        }

        await Assertions.Expect(page.Locator(".part[data-app=nats] .pods[data-namespace=ddd-test] .pod.ready")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".part[data-app=postgres] .pods[data-namespace=ddd-test] .pod.ready")).ToHaveCountAsync(1);
        foreach (var view in new[] { "hands", "details", "story" })
        {
            await page.ClickAsync($"#tab-{view}");
            await FitsAsync(page);
            await PageFixture.ShootAsync(page, $"page-{view}");
        }

        await page.ClickAsync("#tab-details");
        await Assertions.Expect(page.Locator("#integrations tr")).ToHaveCountAsync(8);
        await Assertions.Expect(page.Locator("#integrations")).ToContainTextAsync(OldFixPack);
        await Assertions.Expect(page.Locator("#offline")).ToBeHiddenAsync();
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Load_StartedChangedAndStopped_IsSeenInTheFigures()
    {
        var page = await OpenAsync();
        await page.ClickAsync("#tab-hands");
        await page.FillAsync("#loadRate", "40");

        await page.ClickAsync("#startLoad");
        await Assertions.Expect(page.Locator("#rate")).ToHaveTextAsync("40", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#failed")).ToHaveTextAsync("0");
        await Assertions.Expect(page.Locator("#startLoad")).ToBeDisabledAsync();
        await page.FillAsync("#loadRate", "60");
        await page.ClickAsync("#changeRate");
        await Assertions.Expect(page.Locator("#rate")).ToHaveTextAsync("60", new() { Timeout = 30_000 });
        await page.ClickAsync("#stopLoad");
        await page.ClickAsync("#confirm button[value=yes]");

        await Assertions.Expect(page.Locator("#rate")).ToHaveTextAsync("0", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#why")).ToContainTextAsync("No load runs.");
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Story_ToldByKeyboardAtThePresentersPace_IsShownToItsVerdictAndAfterARestart()
    {
        var page = await OpenAsync();
        await TabToAsync(page, "pace");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await TellAsync(page);
        await Assertions.Expect(page.Locator("#verdict")).ToHaveTextAsync("passed", new() { Timeout = StepLimit });
        await ShowsTheReportsFiguresAsync(page);
        await ShowsBothVersionsAsync(page);
        await FitsAsync(page);
        await PageFixture.ShootAsync(page, "story-told");
        await HasNoSeriousFaultAsync(page);
        await page.ClickAsync("#theme");
        await HasNoSeriousFaultAsync(page);
        await PageFixture.ShootAsync(page, "story-told-dark");

        await page.ReloadAsync();
        await ShowsBothVersionsAsync(page);
        await RestartRunnerAsync();
        await Assertions.Expect(page.Locator("#offline")).ToBeHiddenAsync(new() { Timeout = StepLimit });
        await ShowsBothVersionsAsync(page);
        await page.ReloadAsync();
        await ShowsBothVersionsAsync(page);
        await Assertions.Expect(page.Locator("#verdict")).ToHaveTextAsync("passed");
        await Assertions.Expect(page.Locator("#steps li.passed")).ToHaveCountAsync(8);

        await ReportIsOneFileAsync(page);
        browser.Asked.Where(url => !Uri.TryCreate(url, UriKind.Absolute, out var asked) || asked is not { IsLoopback: true } and not { Scheme: "data" }).ShouldBeEmpty();
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Integration_UpgradedAndRolledBackByHand_ChangesInGitAndInTheCluster()
    {
        var page = await OpenAsync();
        await page.ClickAsync("#tab-hands");

        await page.SelectOptionAsync("#fixPack", NewFixPack);
        await page.ClickAsync("#push");
        await Assertions.Expect(page.Locator("#diff .added")).ToContainTextAsync(NewFixPack, new() { Timeout = StepLimit });
        await RunsOnAsync(page, NewFixPack);
        await Assertions.Expect(page.Locator("#push")).ToBeDisabledAsync();
        await page.ClickAsync("#rollBack");
        await page.ClickAsync("#confirm button[value=yes]");

        await Assertions.Expect(page.Locator("#diff .removed")).ToContainTextAsync(NewFixPack, new() { Timeout = StepLimit });
        await RunsOnAsync(page, OldFixPack);
        await page.ClickAsync("#tab-details");
        await page.Locator("#runs summary").First.ClickAsync();
        await Assertions.Expect(page.Locator("#runs pre").First).ToContainTextAsync("ddd-acme");
    }

    [Fact(Skip = Host.NeedsChromium, SkipType = typeof(Host), SkipUnless = nameof(Host.CanShowThePage))]
    public async Task Integration_ChangedByEveryButton_IsAsItBeganAfterTheReset()
    {
        var page = await OpenAsync();
        await page.ClickAsync("#tab-hands");
        await RunAsync(page, OldFixPack, "AcmeV1");

        await page.ClickAsync("#nextBar");
        await RunAsync(page, OldFixPack, "AcmeV2");
        await Assertions.Expect(page.Locator("#nextBar")).ToBeDisabledAsync();
        await Assertions.Expect(page.Locator("#why")).ToContainTextAsync("ddd-acme runs its last bar already.");

        await page.ClickAsync("#broken");
        await Assertions.Expect(page.Locator("#runHead .pill")).ToHaveTextAsync("rolledBack", new() { Timeout = 2 * StepLimit });
        await RunAsync(page, OldFixPack, "AcmeV2");

        await page.SelectOptionAsync("#fixPack", NewFixPack);
        await page.CheckAsync("#recreate");
        await page.ClickAsync("#push");
        await Assertions.Expect(page.Locator("#commitHead")).ToContainTextAsync("2 files", new() { Timeout = StepLimit });
        await RunAsync(page, NewFixPack, "AcmeV2");

        await page.ClickAsync("#reset");
        await page.ClickAsync("#confirm button[value=no]");
        await page.ClickAsync("#reset");
        await page.ClickAsync("#confirm button[value=yes]");
        await RunAsync(page, OldFixPack, "AcmeV1");
        await Assertions.Expect(page.Locator("#nextBar")).ToBeEnabledAsync();
    }

    private static async Task TellAsync(IPage page)
    {
        Task? sideBySide = null;
        for (var step = 1; step <= 8; step++)
        {
            await Assertions.Expect(page.Locator($"#steps li:nth-child({step})")).ToHaveClassAsync("waiting", new() { Timeout = StepLimit });
            await Assertions.Expect(page.Locator("#now")).ToContainTextAsync("Next: ");
            await Assertions.Expect(page.Locator("#next")).ToBeEnabledAsync();
            if (step is 3 or 5)
            {
                await PageFixture.ShootAsync(page, $"story-step-{step}");
            }

            await page.Keyboard.PressAsync(step % 2 == 0 ? "PageDown" : "Space");
            // From the push on the pipeline goes its own way, however long the presenter speaks.
            sideBySide ??= step == 3 ? BothVersionsSideBySideAsync(page) : null;
        }

        await sideBySide!;
    }

    private static async Task BothVersionsSideBySideAsync(IPage page)
    {
        await page.WaitForFunctionAsync(
            $"['{OldFixPack}', '{NewFixPack}'].every(version => [...document.querySelectorAll('{AcmePods}')].some(pod => pod.dataset.version.startsWith(version)))",
            null, new() { Timeout = StepLimit });
        await PageFixture.ShootAsync(page, "story-under-way");
    }

    private static async Task ShowsTheReportsFiguresAsync(IPage page)
    {
        var load = (await DemoFixture.LatestReportAsync(Stop)).GetProperty("load");
        load.GetProperty("failed").GetInt64().ShouldBe(0);
        await Assertions.Expect(page.Locator("#failed")).ToHaveTextAsync(load.GetProperty("failed").GetRawText());
        await Assertions.Expect(page.Locator("#succeeded")).ToHaveTextAsync(load.GetProperty("succeeded").GetInt64().ToString("N0", CultureInfo.InvariantCulture));
    }

    private static Task ShowsBothVersionsAsync(IPage page) =>
        Assertions.Expect(page.Locator("#chart")).ToHaveAttributeAsync("aria-label", BothVersions(), new() { Timeout = 60_000 });

    [GeneratedRegex(@"12\.0\.11\.0-r1/AcmeV1.*12\.0\.12\.0-r1/AcmeV1.*; 0 failed")]
    private static partial Regex BothVersions();

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PrintedPage();

    private static async Task FitsAsync(IPage page) => (await page.EvaluateAsync<bool>(
        "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();

    private static async Task HasNoSeriousFaultAsync(IPage page) => (await page.RunAxe()).Violations
        .Where(violation => violation.Impact is "serious" or "critical")
        .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}")
        .ShouldBeEmpty();

    private static async Task TabToAsync(IPage page, string id)
    {
        for (var presses = 0; presses < 30 && await page.EvaluateAsync<string>("document.activeElement.id") != id; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe(id);
    }

    private async Task RestartRunnerAsync()
    {
        var record = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(DemoFixture.StateDirectory, "serve.pid"), Stop));
        using (var serve = Process.GetProcessById(record.RootElement.GetProperty("pid").GetInt32()))
        {
            serve.Kill();
            await serve.WaitForExitAsync(Stop);
        }

        await demo.UpAsync(Stop);
    }

    private static async Task ReportIsOneFileAsync(IPage page)
    {
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);
        await page.ClickAsync("#report");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("passed", new() { IgnoreCase = true });
        await page.ScreenshotAsync(new() { Path = Path.Combine(PageFixture.Screenshots, "report.png"), FullPage = true });
        // The page that is being left may still ask for its event stream again.
        asked.Where(url => !url.StartsWith("data:", StringComparison.Ordinal) && !url.EndsWith("/page/events", StringComparison.Ordinal)).ShouldHaveSingleItem();
        PrintedPage().Count(Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }))).ShouldBe(2);
    }

    private static async Task RunAsync(IPage page, string fixPack, string bar)
    {
        var ready = page.Locator($"{AcmePods}.ready[data-version='{fixPack}/{bar}']");
        await Assertions.Expect(ready).ToHaveCountAsync(2, new() { Timeout = StepLimit });
        await Assertions.Expect(page.Locator($"{AcmePods}:not(.ready):not(.gone)")).ToHaveCountAsync(0, new() { Timeout = StepLimit });
    }

    private static async Task RunsOnAsync(IPage page, string fixPack)
    {
        await Assertions.Expect(page.Locator(".part[data-app=ddd-acme] .runs")).ToHaveTextAsync(fixPack, new() { Timeout = StepLimit });
        await Assertions.Expect(page.Locator("#runHead .pill")).ToHaveTextAsync("passed", new() { Timeout = StepLimit });
    }

    private async Task<IPage> OpenAsync()
    {
        await demo.UpAsync(Stop);
        var status = await demo.StatusAsync(Stop);
        return await browser.OpenAsync(new Uri(status.GetProperty("urls").GetProperty("page").GetString()!));
    }
}
