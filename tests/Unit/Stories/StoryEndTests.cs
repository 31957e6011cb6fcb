using System.Text.Json;
using DddAspire.Unit.Serving;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

/// <summary>A story has an end, whatever its report is made of, and the next one can be told.</summary>
public sealed class StoryEndTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_WhoseReasonHasAControlCharacter_EndsWithItsReportAndTheNextIsTold()
    {
        await using var runner = await ServedRunner.StartAsync();
        var state = runner.Announce(new Uri("http://127.0.0.1:1"), "127.0.0.1:1");
        var broken = state with { Git = state.Git with { TokenFile = "/nowhere/\u001b[31mtoken" } };
        await File.WriteAllTextAsync(runner.Options.Layout.Environment, JsonSerializer.Serialize(broken, JsonSerializerOptions.Web), Token);

        for (var story = 0; story < 2; story++)
        {
            using var accepted = await runner.Http.PostAsync("/stories/fix-pack", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Token);
            accepted.IsSuccessStatusCode.ShouldBeTrue(await accepted.Content.ReadAsStringAsync(Token));
            JsonElement end = default;
            await runner.EventuallyAsync("the story's end", async () =>
            {
                end = JsonDocument.Parse(await runner.Http.GetStringAsync("/stories/current", Token)).RootElement;
                return end.TryGetProperty("end", out var told) && told.ValueKind == JsonValueKind.Object ? null : end.ToString();
            });
            end.GetProperty("end").GetProperty("verdict").GetString().ShouldBe("inconclusive");
            File.Exists(end.GetProperty("end").GetProperty("reportPath").GetString()).ShouldBeTrue();
        }
    }
}
