using Shouldly;
using Xunit;

namespace DddAspire.Unit.Serving;

/// <summary>Pushes to the real git server, delivered to the real receiver: whatever git takes comes through.</summary>
public sealed class PushDeliveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_OfACommitInAZoneThatIsNone_IsDeliveredAndSoIsTheNext() =>
        await BothAreDeliveredAsync(clone => clone.PushAsync("From nowhere", date: "1700000000 +1500"));

    [Fact]
    public async Task Push_OfAMessageWithSeparatorsInIt_IsDeliveredAndSoIsTheNext() =>
        await BothAreDeliveredAsync(clone => clone.PushAsync("a\u001eb\u001f\u001e\nc"));

    [Fact]
    public async Task Push_OfFifteenThousandFilesInOneCommit_IsDelivered() =>
        await BothAreDeliveredAsync(async clone =>
        {
            for (var number = 0; number < 15_000; number++)
            {
                await File.WriteAllTextAsync(Path.Combine(clone.Folder, $"a-file-with-a-name-as-long-as-names-of-files-in-projects-are-{number}.txt"), "", Token);
            }

            return await clone.PushAsync("Many files");
        });

    [Fact]
    public async Task Event_ThatCannotBeDescribed_CostsThatEventOnly()
    {
        await using var runner = await ServedRunner.StartAsync();
        var clone = await runner.CloneAsync();
        await clone.PushAsync("First");
        await AwaitRunsAsync(runner, 1);
        // Deliveries can't be written down any more: a full disk does that too.
        Directory.CreateDirectory(runner.Options.Layout.Git);
        var log = Path.Combine(runner.Options.Layout.Git, "deliveries.jsonl");
        await runner.EventuallyAsync("the first delivery to be written down", () => Task.FromResult(File.Exists(log) ? null : "not there"));
        File.Move(log, $"{log}.away");
        Directory.CreateDirectory(log);

        await clone.PushAsync("Second");
        await AwaitRunsAsync(runner, 2);
        await clone.PushAsync("Third");

        await AwaitRunsAsync(runner, 3);
    }

    private static async Task BothAreDeliveredAsync(Func<UserFolder, Task<string>> push)
    {
        await using var runner = await ServedRunner.StartAsync();
        var clone = await runner.CloneAsync();

        var odd = await push(clone);
        await AwaitRunsAsync(runner, 1);
        var ordinary = await clone.PushAsync("An ordinary commit");
        await AwaitRunsAsync(runner, 2);

        (await runner.RunsAsync()).Select(run => (run.GetProperty("commit").GetString(), run.GetProperty("trigger").GetString()))
            .ShouldBe([(odd, "webhook"), (ordinary, "webhook")]);
        using var page = await runner.Http.GetAsync(new Uri($"http://127.0.0.1:{runner.Options.Ports.Git}/ddd/integrations"), Token);
        page.IsSuccessStatusCode.ShouldBeTrue();
    }

    private static Task AwaitRunsAsync(ServedRunner runner, int count) =>
        runner.EventuallyAsync($"{count} runs", async () => (await runner.RunsAsync()).Count is var seen && seen == count ? null : $"{seen} runs");
}
