using System.Diagnostics;
using DddAspire.DemoEnvironment.Tools;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Serving;

/// <summary>A stop ends what runs, whoever looks at it.</summary>
public sealed class StopTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_StoppedWithThreePagesOpen_EndsWithinFiveSecondsAndEndsTheirStreams()
    {
        await using var runner = await ServedRunner.StartAsync();
        var pages = new List<Task>();
        for (var page = 0; page < 3; page++)
        {
            var stream = await runner.Http.GetStreamAsync("/page/events", Token);
            pages.Add(stream.CopyToAsync(Stream.Null, Token));
        }

        var started = Stopwatch.GetTimestamp();
        await runner.StopAsync();
        await runner.Ended.WaitAsync(TimeSpan.FromSeconds(30), Token);
        var took = Stopwatch.GetElapsedTime(started);

        took.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        await Task.WhenAll(pages).WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task Kill_OfAProgramThatDoesNotListen_EndsItWithItsChildren()
    {
        var folder = Directory.CreateTempSubdirectory("ddd-kill").FullName;
        try
        {
            var child = Path.Combine(folder, "child");
            // Both do not listen to SIGTERM; the child is of the program's group and would go on without it.
            var script = $"trap '' TERM; sh -c \"trap '' TERM; echo \\$\\$ >{child}.new; mv {child}.new {child}; while :; do sleep 1; done\" & while :; do sleep 1; done";
            var pid = await DetachedStart.RunAsync(new ToolCommand("sh", ["-c", script]), Path.Combine(folder, "log"), Token);
            await EventuallyAsync(() => File.Exists(child));
            var childPid = int.Parse(await File.ReadAllTextAsync(child, Token), System.Globalization.CultureInfo.InvariantCulture);

            await DetachedStart.SignalAsync(pid, kill: false, Token);
            ProcessIdentity.Read(pid).ShouldNotBeNull();
            await DetachedStart.SignalAsync(pid, kill: true, Token);

            await EventuallyAsync(() => ProcessIdentity.Read(pid) is null && ProcessIdentity.Read(childPid) is null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task EventuallyAsync(Func<bool> probe) =>
        new DddAspire.DemoEnvironment.Steps.Wait("the condition", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(50), "")
            .UntilAsync(_ => Task.FromResult(probe() ? null : "not yet"), TimeProvider.System, Token);
}
