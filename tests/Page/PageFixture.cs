using System.Collections.Concurrent;
using DddAspire.Support;
using Microsoft.Playwright;
using Xunit;

namespace DddAspire.Page;

/// <summary>A real browser, Debian's chromium, for the time of a class.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where screenshots of the tests go.</summary>
    public static string Screenshots { get; } = Path.Combine(DemoCommand.Root, "artifacts", "tests", "screenshots");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>The size of a projector.</summary>
    public static ViewportSize Projector { get; } = new() { Width = 1280, Height = 720 };

    /// <summary>What all pages asked for.</summary>
    public ConcurrentBag<string> Asked { get; } = [];

    /// <summary>Opens an address at the size of a projector.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Host.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = Projector, ColorScheme = ColorScheme.Light });
        page.Request += (_, request) => Asked.Add(request.Url);
        page.SetDefaultTimeout(30_000);
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>Keeps what the page looks like.</summary>
    public static Task ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"{name}.png") });
}
