using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

/// <summary>
/// The dashboard in a real browser, of an AppHost that found the registry's port taken at its start and was told to try again when it was free.
/// Its story is not told: the tests make the changes.
/// </summary>
public sealed class Dashboard : IAsyncLifetime
{
    private const int RegistryPort = 5001;
    private const float ClickLimit = 5_000;
    private static readonly TimeSpan FailLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EffectLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RestLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UpLimit = TimeSpan.FromMinutes(25);
    private RunningAppHost? appHost;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>What the registry's log said while its port was taken.</summary>
    public string LogOfTheFailure { get; private set; } = "";

    /// <summary>Its page; opened, with the token taken.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>Its address.</summary>
    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!Host.CanShowThePage)
        {
            return;
        }

        try
        {
            await OwnEnvironment.CleanAsync();
            await UpAsync();
        }
        catch
        {
            // Nobody disposes a fixture that did not come up; the next tests would find its ports taken.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (browser is not null)
            {
                await browser.DisposeAsync();
            }

            playwright?.Dispose();
            if (appHost is not null)
            {
                // SIGTERM to dotnet run, with everything up.
                await appHost.DisposeAsync();
                (await OwnEnvironment.LeftAsync(CancellationToken.None)).ShouldBe("");
            }
        }
        finally
        {
            await OwnEnvironment.CleanAsync();
        }
    }

    /// <summary>Opens the list of resources, or another page of the dashboard.</summary>
    public Task GoAsync(string path = "/") => Page.GotoAsync(new Uri(Address, path).ToString());

    /// <summary>What the grid shows of a resource.</summary>
    public async Task<string> RowAsync(string resource) => (await RowOf(resource).InnerTextAsync()).ReplaceLineEndings(" ");

    /// <summary>Waits until the grid shows a resource in a state, given as a pattern.</summary>
    public async Task ReachesAsync(string resource, string state, TimeSpan limit)
    {
        await GoAsync();
        await new Wait($"{resource} to be {state} in the dashboard", limit, TimeSpan.FromMilliseconds(500), "docker ps   # and the AppHost's output").UntilAsync(
            async _ =>
            {
                var row = await RowAsync(resource);
                return Regex.IsMatch(row, state) ? null : row;
            },
            TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a command of a resource by mouse, and sees its effect in the grid.</summary>
    /// <param name="resource">Whose.</param>
    /// <param name="command">Its name in the menu.</param>
    /// <param name="effect">A pattern of what the grid shows once the command is at work.</param>
    /// <remarks>The grid is drawn anew whenever something comes in, and a click in that moment is lost: it is made again until its effect is seen.</remarks>
    public async Task CommandAsync(string resource, string command, string effect)
    {
        await GoAsync();
        await new Wait($"{command} to make of {resource} '{effect}'", RestLimit, TimeSpan.FromMilliseconds(500), "artifacts/tests/results").UntilAsync(
            async _ =>
            {
                await ChooseAsync(resource, command);
                return await BecomesAsync(async () => Regex.IsMatch(await RowAsync(resource), effect)) ? null : await RowAsync(resource);
            },
            TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a command that asks something first, and answers with what its dialog suggests.</summary>
    /// <inheritdoc cref="CommandAsync"/>
    public async Task AnswerAsync(string resource, string command)
    {
        var answer = Page.Locator("fluent-dialog fluent-button").Filter(new() { HasText = command }).Last;
        await GoAsync();
        await new Wait($"{command} of {resource} to ask", RestLimit, TimeSpan.FromMilliseconds(500), "artifacts/tests/results").UntilAsync(
            async _ =>
            {
                await ChooseAsync(resource, command);
                return await BecomesAsync(() => answer.IsVisibleAsync()) ? null : await RowAsync(resource);
            },
            TimeProvider.System, TestContext.Current.CancellationToken);
        await answer.ClickAsync();
    }

    /// <summary>Clicks on a row until its page is open: the grid is drawn anew whenever something comes in, and a click in that moment is lost.</summary>
    public Task OpensAsync(ILocator row, string path) =>
        new Wait($"{path} to open", RestLimit, TimeSpan.FromSeconds(1), "artifacts/tests/results").UntilAsync(
            async _ =>
            {
                if (!Page.Url.Contains(path, StringComparison.Ordinal))
                {
                    await row.ClickAsync();
                }

                return Page.Url.Contains(path, StringComparison.Ordinal) ? null : Page.Url;
            },
            TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>Waits for a text on the page that is open.</summary>
    public Task SeesAsync(Regex text, TimeSpan limit) =>
        Page.GetByText(text).First.WaitForAsync(new() { Timeout = (float)limit.TotalMilliseconds });

    /// <summary>Keeps what the page looks like.</summary>
    public Task ShootAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(OwnEnvironment.StateDirectory, "..", "results", $"dashboard-{name}.png") });

    /// <summary>Keeps what the graph looks like, the whole of it, once its nodes have come to rest.</summary>
    public async Task ShootGraphAsync(string name)
    {
        await Page.Mouse.MoveAsync(800, 550);
        await Page.Mouse.WheelAsync(0, 160);
        byte[] before = [];
        await new Wait("the graph's nodes to come to rest", RestLimit, TimeSpan.FromMilliseconds(500), "artifacts/tests/results").UntilAsync(
            async _ =>
            {
                var now = await Page.ScreenshotAsync();
                var rests = now.AsSpan().SequenceEqual(before);
                before = now;
                return rests ? null : "they move";
            },
            TimeProvider.System, TestContext.Current.CancellationToken);
        await ShootAsync(name);
    }

    // A command that is at work already is no longer in the menu.
    private async Task ChooseAsync(string resource, string command)
    {
        await Page.Keyboard.PressAsync("Escape");
        await RowOf(resource).GetByTitle("Actions").ClickAsync();
        try
        {
            await Page.GetByRole(AriaRole.Menuitem, new() { Name = command, Exact = true }).ClickAsync(new() { Timeout = ClickLimit });
        }
        catch (TimeoutException)
        {
        }
    }

    private static async Task<bool> BecomesAsync(Func<Task<bool>> condition)
    {
        try
        {
            await new Wait("it", EffectLimit, TimeSpan.FromMilliseconds(200), "").UntilAsync(
                async _ => await condition() ? null : "nothing", TimeProvider.System, TestContext.Current.CancellationToken);
            return true;
        }
        catch (WaitTimedOutException)
        {
            return false;
        }
    }

    private async Task UpAsync()
    {
        using (var taken = new TcpListener(IPAddress.Loopback, RegistryPort))
        {
            taken.Start();
            appHost = RunningAppHost.Start("--Parameters:story=none");
            await OpenAsync(await appHost.DashboardAsync(CancellationToken.None));
            await ReachesAsync("registry", "Failed to start", FailLimit);
            LogOfTheFailure = await ConsoleLogAsync("registry");
        }

        await CommandAsync("registry", "Try again", "^(?!.*Failed to start)");
        foreach (var name in new[] { "load", "ddd-api", "ddd-acme", "ddd-bernie", "ddd-chris" })
        {
            await ReachesAsync(name, "Running", UpLimit);
        }
    }

    private ILocator RowOf(string resource) => Page.Locator("tr.resource-row").Filter(new()
    {
        Has = Page.Locator(".resource-name-text", new() { HasTextRegex = new Regex($@"^\s*{resource}\s*$") }),
    });

    private async Task<string> ConsoleLogAsync(string resource)
    {
        await GoAsync($"/consolelogs/resource/{resource}");
        await Page.GetByText("Next:").First.WaitForAsync();
        return await Page.Locator("body").InnerTextAsync();
    }

    private async Task OpenAsync(string login)
    {
        Address = new Uri(login);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Host.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        Page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1600, Height = 1000 }, ColorScheme = ColorScheme.Light });
        Page.SetDefaultTimeout(60_000);
        await Page.GotoAsync(login);
        await Page.Locator("tr.resource-row").First.WaitForAsync();
    }
}
