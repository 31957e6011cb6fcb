using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.CommandLine;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class ConsoleProgressTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("0123456789", 30));

    public static TheoryData<EnvironmentEvent> Events =>
    [
        new EnvironmentEvent.StepProgressed("Image node", Long),
        new EnvironmentEvent.StepSucceeded(Long, Long, TimeSpan.FromSeconds(1234.5)),
        new EnvironmentEvent.StepSkipped("Registry", Long, TimeSpan.Zero),
        new EnvironmentEvent.StepFailed("Cluster", $"{Long}\nsecond line", TimeSpan.FromSeconds(5)),
        new EnvironmentEvent.Noticed(Long),
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void Line_OnATerminal_IsNeverWiderThanIt(EnvironmentEvent happened) =>
        Markup.Remove(ConsoleProgress.Line(happened, 80)!).Length.ShouldBe(80);

    [Fact]
    public void Line_IntoAFile_IsWhole() =>
        Markup.Remove(ConsoleProgress.Line(new EnvironmentEvent.Noticed(Long), int.MaxValue)!).ShouldBe($"  ! {Long}");

    [Fact]
    public void Failure_OnATerminal_IsBrokenBetweenWords() =>
        FailureText.Wrap("one two three\nfour five", 9).ShouldBe("one two\nthree\nfour five");
}
