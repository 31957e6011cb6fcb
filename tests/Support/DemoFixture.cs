using System.Text.Json;
using DddAspire.DemoEnvironment.Tools;
using Xunit;

namespace DddAspire.Support;

/// <summary>
/// The one demo that all tests on a real cluster share, used by its commands alone. It comes up with the first test that
/// needs it and is removed after the last one, unless DDD_KEEP=1 leaves it for the next test project and no test failed.
/// </summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private bool touched;

    /// <summary>The state folder of the tests' demo.</summary>
    public static string StateDirectory { get; } = Path.Combine(DemoCommand.Root, "artifacts", "tests", "state");

    /// <summary>The user's own kubeconfig, which no command may touch.</summary>
    public FileStamp OwnKubeconfig { get; } = FileStamp.Of(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config"));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (touched && (AfterFailureAttribute.Take() || Environment.GetEnvironmentVariable("DDD_KEEP") != "1"))
        {
            await RunAsync(["down"], CancellationToken.None);
        }
    }

    /// <summary>Runs <c>./demo</c> with these arguments to its end.</summary>
    public Task<ToolResult> RunAsync(string[] arguments, CancellationToken cancellationToken) => RunAsync(arguments, Say, cancellationToken);

    /// <summary>Runs <c>./demo</c> and expects an exit code; shows the output and where to look when it is another one.</summary>
    public Task<ToolResult> ExpectAsync(int exitCode, string[] arguments, CancellationToken cancellationToken) =>
        ExpectAsync(exitCode, arguments, Say, cancellationToken);

    /// <summary>Makes sure that the demo is up, with its background processes; anew after a test that failed.</summary>
    public async Task UpAsync(CancellationToken cancellationToken)
    {
        if (AfterFailureAttribute.Take())
        {
            Say("a test before this one failed: what it left is removed first");
            await ExpectAsync(0, ["down"], cancellationToken);
        }

        await ExpectAsync(0, ["up"], cancellationToken);
    }

    /// <summary><c>./demo status --json</c>.</summary>
    public async Task<JsonElement> StatusAsync(CancellationToken cancellationToken)
    {
        // Its two hundred lines would hide what the tests do.
        var result = await ExpectAsync(0, ["status", "--json"], _ => { }, cancellationToken);
        return JsonDocument.Parse(result.StandardOutput).RootElement;
    }

    /// <summary>The runner's API of the demo that is up.</summary>
    public async Task<RunnerApi> RunnerAsync(CancellationToken cancellationToken) =>
        new(new Uri((await StatusAsync(cancellationToken)).GetProperty("urls").GetProperty("page").GetString()!));

    /// <summary>A user's clone of the repository.</summary>
    public async Task<Checkout> CheckoutAsync(CancellationToken cancellationToken) =>
        await Checkout.CloneAsync((await StatusAsync(cancellationToken)).GetProperty("git").GetProperty("cloneCommand").GetString()!);

    /// <summary>The cluster of the demo.</summary>
    public static Cluster Cluster { get; } = new(Path.Combine(StateDirectory, "kubeconfig"));

    /// <summary>The report that was written last.</summary>
    public static async Task<JsonElement> LatestReportAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(StateDirectory, "reports", "latest", "report.json");
        return JsonDocument.Parse(await File.ReadAllTextAsync(path, cancellationToken)).RootElement;
    }

    private async Task<ToolResult> ExpectAsync(int exitCode, string[] arguments, Action<string> onLine, CancellationToken cancellationToken)
    {
        var result = await RunAsync(arguments, onLine, cancellationToken);
        Assert.True(
            result.ExitCode == exitCode,
            $"./demo {string.Join(' ', arguments)} ended with {result.ExitCode}, not {exitCode}.\n{Tail(result.StandardOutput, 60)}\n{Tail(result.StandardError, 60)}\n--- serve.log\n{LogTail()}");
        return result;
    }

    private Task<ToolResult> RunAsync(string[] arguments, Action<string> onLine, CancellationToken cancellationToken)
    {
        touched = true;
        return new DemoCommand(StateDirectory, onLine).RunAsync(arguments, cancellationToken);
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {line}");

    private static string LogTail()
    {
        var log = Path.Combine(StateDirectory, "logs", "serve.log");
        return File.Exists(log) ? Tail(File.ReadAllText(log), 40) : $"(no {log})";
    }

    private static string Tail(string text, int lines) => string.Join('\n', text.Split('\n').TakeLast(lines));
}
