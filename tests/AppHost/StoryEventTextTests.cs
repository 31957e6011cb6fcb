using System.Text.Json;
using DddAspire.AppHost.Runner;
using Shouldly;
using Xunit;

namespace DddAspire.AppHostTests;

public sealed class StoryEventTextTests
{
    private static readonly string[] Titles = ["Look", "Push"];

    [Theory]
    [InlineData("""{"type":"started","id":"20260101T120000Z","titles":["Look","Push"]}""", "story 20260101T120000Z")]
    [InlineData("""{"type":"stepStarted","number":2}""", "2 Push …")]
    [InlineData("""{"type":"stepEnded","number":1,"result":"passed","detail":"all there"}""", "1 Look: passed all there")]
    [InlineData("""{"type":"stepEnded","number":1,"result":"passed","detail":""}""", "1 Look: passed")]
    [InlineData("""{"type":"note","text":"put back"}""", "put back")]
    [InlineData("""{"type":"mark","name":"pushed"}""", "— pushed")]
    [InlineData("""{"type":"ended","verdict":"failed","reasons":["one"]}""", "verdict: failed")]
    [InlineData("""{"type":"load","second":{}}""", null)]
    [InlineData("""{"type":"run","run":{}}""", null)]
    public void Line_ForAnEvent_IsWhatAReaderNeeds(string happened, string? line) =>
        StoryEventText.Line(JsonSerializer.Deserialize<JsonElement>(happened), Titles).ShouldBe(line);
}
