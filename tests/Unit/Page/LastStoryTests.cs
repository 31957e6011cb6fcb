using DddAspire.DemoRunner.Page;
using DddAspire.DemoRunner.Reports;
using DddAspire.Unit.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Page;

/// <summary>What the page shows of the story that another runner told.</summary>
public sealed class LastStoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-last").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Story_WhenNoneWasTold_IsNone() => LastStory.Read(new ReportFolder(folder)).ShouldBeNull();

    [Fact]
    public async Task Story_ThatWasTold_IsReadBackFromItsReport()
    {
        var report = StoryReportTests.Sample;
        await new ReportFolder(folder).WriteAsync(report, Token);

        var story = LastStory.Read(new ReportFolder(folder)).ShouldNotBeNull();

        story.Request.ShouldBe(new StoryRequest(StoryName.FixPack, "ddd-acme", "ddd-test", 50));
        story.Steps.ShouldBe(report.Steps);
        story.Marks.ShouldBe(report.Marks);
        story.End!.Verdict.ShouldBe(StoryOutcome.Passed);
        StepHints.Of(story).Length.ShouldBe(story.Steps.Length);
    }

    [Fact]
    public async Task Report_OfSomethingElse_IsNoStory()
    {
        await new ReportFolder(folder).WriteAsync("20260314T120000Z", [(ReportFile.Json, """{"verdict":"passed","target":{"url":"http://a/"}}"""), (ReportFile.Html, "<p>proof</p>")], Token);

        LastStory.Read(new ReportFolder(folder)).ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
