using System.Collections.Immutable;
using DddAspire.DemoRunner.CommandLine;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

public sealed class StoryPrinterTests
{
    private static readonly ImmutableArray<StoryEvent> Events =
    [
        new StoryEvent.Started(SampleStory.At(0), "one", StoryRequest.Of(StoryName.FixPack, null, null, null), ["The solution runs", "The change is pushed"]),
        new StoryEvent.StepStarted(SampleStory.At(0), 1),
        new StoryEvent.Noted(SampleStory.At(1), "Something was put back."),
        new StoryEvent.StepEnded(SampleStory.At(2.5), 1, StepResult.Passed, "4 integrations"),
        .. Enumerable.Range(3, 10).Select(second => new StoryEvent.LoadSeen(SampleStory.At(second + 1), Second(second))),
        new StoryEvent.StepStarted(SampleStory.At(13), 2),
        new StoryEvent.RunSeen(SampleStory.At(32), SampleStory.Run("7", "aaaa", SampleStory.At(14))),
        new StoryEvent.StepEnded(SampleStory.At(33), 2, StepResult.Failed, "not as expected"),
        new StoryEvent.Ended(SampleStory.At(40), StoryOutcome.Failed, ["One reason.", "Another."], "/state/reports/one/report.html"),
    ];

    [Fact]
    public void Print_WhereNoTerminalIs_WritesPlainLines()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var printer = new StoryPrinter(output, isTerminal: false);
        foreach (var happened in Events)
        {
            printer.Print(happened);
        }

        output.ToString().ShouldBe("""
            Story fix-pack: ddd-acme, with 50 calls/s on ddd-test
            12:00:00 [1/2] The solution runs
            12:00:01       note: Something was put back.
            12:00:02       ok, 2.5 s: 4 integrations
            12:00:12       load: 510 sent, 500 ok, 10 failed; p99 11 ms; 12.0.11.0-r1/AcmeV1 50/s
            12:00:13 [2/2] The change is pushed
            12:00:32       run 7: Passed, live 18.0 s after the push
            12:00:33       FAILED, 20.0 s: not as expected

            FAILED: story fix-pack, 40 s
              - One reason.
              - Another.
            Report: /state/reports/one/report.html

            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void Print_OfTheLastEvent_GivesTheVerdict()
    {
        using var output = new StringWriter();
        var printer = new StoryPrinter(output, isTerminal: false);

        Events.Select(printer.Print).ToList()[^1].End!.Verdict.ShouldBe(StoryOutcome.Failed);
    }

    private static TimelineSecond Second(int second) =>
        new(SampleStory.At(second), 50, 1, 11.4, ImmutableSortedDictionary<string, long>.Empty.Add("12.0.11.0-r1/AcmeV1", 50));
}
