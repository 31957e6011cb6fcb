using System.Globalization;
using System.Text.Json;
using DddAspire.Contracts.Load;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Faults;

/// <summary>The meter can fail: faults that are put in on purpose are caught for what they are.</summary>
[TestOrder(40)]
[Collection(DemoCollection.Name)]
public sealed class ControlsUnderLoadTests(DemoFixture demo)
{
    private const int Rate = 50;
    private const string Live = "ddd-test";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task LoadClient_WithoutAProcessor_SaysThatItCouldNotMeasure()
    {
        await demo.UpAsync(Stop);
        await using var load = await MeasuredLoad.StartAsync(demo, Rate);
        var client = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(DemoFixture.StateDirectory, "load.pid"), Stop)).RootElement.GetProperty("pid").GetInt32();

        // Shorter than the time-out of a call: none fails, they are only sent late.
        await SignalAsync("STOP", client);
        await Task.Delay(TimeSpan.FromSeconds(1.5), Stop);
        await SignalAsync("CONT", client);
        await load.RecoveredAsync();

        var report = await load.StopAsync();
        report.Load.Failed.ShouldBe(0);
        report.Verdict.Kind.ShouldBe(VerdictKind.Inconclusive);
        report.Verdict.Reasons.ShouldContain(reason => reason.Contains("the client fell behind its schedule", StringComparison.Ordinal));
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Quotes_LostAndDoubledInTheDatabase_AreCaught()
    {
        await demo.UpAsync(Stop);
        await using var load = await MeasuredLoad.StartAsync(demo, Rate);

        await SqlAsync("""
            DELETE FROM quotes WHERE quoteid = (SELECT max(quoteid) FROM quotes WHERE email LIKE 'load-%');
            INSERT INTO quotes (requestid, name, email, address, usstate, licenseplate, dentlocations, versions, repairquotes, latevendors)
            SELECT requestid || '-again', name, email, address, usstate, licenseplate, dentlocations, versions, repairquotes, latevendors
            FROM quotes WHERE quoteid = (SELECT max(quoteid) FROM quotes WHERE email LIKE 'load-%');
            """);

        var report = await load.StopAsync();
        report.Audit.Missing.ShouldBe(1);
        report.Audit.Duplicated.ShouldBe(1);
        report.Verdict.Kind.ShouldBe(VerdictKind.Missed);
        report.Verdict.Reasons.ShouldContain(reason => reason.Contains("1 are missing; 1 posts are stored more than once", StringComparison.Ordinal));
    }

    private static Task SqlAsync(string statements) => DemoFixture.Cluster.KubectlAsync(
        "--namespace", Live, "exec", "postgres-0", "--", "sh", "-c", "psql -v ON_ERROR_STOP=1 -U \"$POSTGRES_USER\" -d \"$POSTGRES_DB\" -c \"$1\"", "sh", statements);

    private static Task SignalAsync(string signal, int process) =>
        ToolRunner.RunAsync(new("kill", ["-s", signal, process.ToString(CultureInfo.InvariantCulture)]), Stop);
}
