using System.Text.Json;
using DddAspire.AppHost.Stories;
using DddAspire.Contracts.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

public sealed class StoryEventTextTests
{
    private const string At = "\"at\":\"2026-01-01T12:00:00Z\"";

    [Theory]
    [InlineData("""{"type":"stepWaiting",AT,"number":2}""", "2 Push: waits for 'Next step'")]
    [InlineData("""{"type":"stepStarted",AT,"number":2}""", "2 Push …")]
    [InlineData("""{"type":"stepEnded",AT,"number":1,"result":"passed","detail":"all there"}""", "1 Look: passed all there")]
    [InlineData("""{"type":"stepEnded",AT,"number":1,"result":"passed","detail":""}""", "1 Look: passed")]
    [InlineData("""{"type":"note",AT,"text":"put back"}""", "put back")]
    [InlineData("""{"type":"mark",AT,"name":"pushed"}""", "— pushed")]
    [InlineData("""{"type":"ended",AT,"verdict":"failed","reasons":["one"],"reportPath":"r"}""", "verdict: failed")]
    public void Line_ForAnEvent_IsWhatAReaderNeeds(string happened, string? line) =>
        StoryEventText.Line(JsonSerializer.Deserialize<StoryEvent>(happened.Replace("AT", At, StringComparison.Ordinal), ReportJson.Compact)!, ["Look", "Push"]).ShouldBe(line);

    [Fact]
    public void Step_ThatBegins_IsWhereTheStoryStands() =>
        StoryEventText.Step(new StoryEvent.StepStarted(default, 2), ["Look", "Push"]).ShouldBe("step 2 of 2: Push");
}
