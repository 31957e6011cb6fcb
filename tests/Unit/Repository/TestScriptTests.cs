using System.Globalization;
using DddAspire.DemoEnvironment.Tools;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Repository;

/// <summary>What ./test makes of a runner's results: whatever is broken or missing there is a failure, never nothing.</summary>
public sealed class TestScriptTests : IDisposable
{
    private const string Passed = "<ResultSummary><Counters total=\"3\" executed=\"2\" passed=\"2\" failed=\"0\" /></ResultSummary>";
    private const string OneFailed = "<ResultSummary><Counters total=\"3\" executed=\"3\" passed=\"2\" failed=\"1\" /></ResultSummary>";
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-test-script").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Passed, 0, "2 0 1")]
    [InlineData(OneFailed, 1, "2 1 0")]
    [InlineData(Passed, 139, "2 1 1")]
    [InlineData("<TestRun><Results><UnitTestResult testName=\"a\" outcome=\"Pas", 1, "0 1 0")]
    [InlineData("", 0, "0 1 0")]
    public async Task Results_OfARunner_AreCounted_AndWhatIsCutOffFails(string results, int exitCode, string counts)
    {
        var counted = await CountAsync(results, exitCode, "echo \"$passed $failed $skipped\"");

        counted.ShouldBe(counts);
    }

    [Fact]
    public async Task AFailedTest_IsListedWithItsMessage_InOneLine()
    {
        const string Results = """
            <TestRun><Results>
              <UnitTestResult testName="Good" outcome="Passed" duration="00:00:01" />
              <UnitTestResult executionId="1" testName="Story(name: &quot;a &amp;amp; b&quot;, most: 3)" outcome="Failed"><Output><StdOut>&lt;Message&gt;no</StdOut><ErrorInfo>
                <Message>Shouldly.ShouldAssertException : answer.Text&#xD;
                should be
            "&lt;a&gt; \ 100 % $HOME `id` it's"&#xD;
                but was
            null</Message><StackTrace>   at Story()</StackTrace></ErrorInfo></Output></UnitTestResult>
              <UnitTestResult testName="WithoutAWord" outcome="Failed" />
            </Results><ResultSummary><Counters total="3" executed="3" passed="1" failed="2" /></ResultSummary></TestRun>
            """;

        var listed = await CountAsync(Results, 1, "printf '%s\\n' \"${failures[@]}\"");

        listed.ShouldBe("""
            Story(name: "a &amp; b", most: 3): Shouldly.ShouldAssertException : answer.Text should be "<a> \ 100 % $HOME `id` it's" but was null
            WithoutAWord
            """);
    }

    [Fact]
    public async Task ALongMessage_IsCut()
    {
        var results = $"<UnitTestResult testName=\"Long\" outcome=\"Failed\"><Message>{new string('ü', 300)}</Message></UnitTestResult>" + OneFailed;

        var listed = await CountAsync(results, 1, "printf '%s\\n' \"${failures[@]}\"");

        listed.ShouldBe($"Long: {new string('ü', 199)}…");
    }

    [Theory]
    [InlineData(Passed, 139, "a runner ended with 139, though none of its tests failed")]
    [InlineData("", 1, "a runner wrote no results, or broke off writing them: results.trx")]
    public async Task ARunnerThatBroke_IsListedToo(string results, int exitCode, string failure)
    {
        var listed = await CountAsync(results, exitCode, "printf '%s\\n' \"${failures[@]}\"");

        listed.ShouldBe(failure);
    }

    // The script's own functions, without what it does with them at its end.
    private async Task<string> CountAsync(string results, int exitCode, string shown)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "results.trx"), results, TestContext.Current.CancellationToken);
        var script = $$"""
            passed=0 failed=0 skipped=0
            eval "$(sed -n '/^failures=/,/^\[ \$# -le 1 \]/p' "$1" | sed '$d')"
            count results.trx "a runner" "$2" >said
            {{shown}}
            """;

        var counted = await ToolRunner.RunAsync(
            new ToolCommand("bash", ["-uo", "pipefail", "-c", script, "bash", Path.Combine(SourceTree.Root, "test"), exitCode.ToString(CultureInfo.InvariantCulture)]) { WorkingDirectory = folder },
            TestContext.Current.CancellationToken);

        counted.StandardError.ShouldBeEmpty();
        return counted.StandardOutput;
    }
}
