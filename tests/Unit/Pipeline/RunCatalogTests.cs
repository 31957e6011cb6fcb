using DddAspire.DemoRunner.Runs;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

public sealed class RunCatalogTests : IDisposable
{
    private static readonly string First = new('a', 40);
    private static readonly string Second = new('b', 40);
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-runs").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Runs_AfterARestart_AreAsTheyWere()
    {
        var catalog = Open();
        var run = catalog.Accept(First, RunTrigger.Webhook, "d1", "00-trace-01");
        catalog.Append(run.Id, new RunEvent.Started(TimeProvider.System.GetUtcNow()));

        var again = Open();

        again.Next().ShouldNotBeNull().ShouldSatisfyAllConditions(
            found => found.Id.ShouldBe(run.Id),
            found => found.Result.ShouldBe(RunResult.Running),
            found => found.TraceParent.ShouldBe("00-trace-01"));
        again.Accept(First, RunTrigger.Webhook, "d1", null).Id.ShouldBe(run.Id);
    }

    [Fact]
    public void QueuedRun_WhenANewerPushComes_IsSuperseded()
    {
        var catalog = Open();
        var older = catalog.Accept(First, RunTrigger.Webhook, "d1", null);
        var newer = catalog.Accept(Second, RunTrigger.Webhook, "d2", null);

        catalog.Find(older.Id)!.Result.ShouldBe(RunResult.Superseded);
        catalog.Next()!.Id.ShouldBe(newer.Id);
    }

    [Fact]
    public void RunUnderWay_WhenANewerPushComes_GoesOn()
    {
        var catalog = Open();
        var older = catalog.Accept(First, RunTrigger.Webhook, "d1", null);
        catalog.Append(older.Id, new RunEvent.Started(TimeProvider.System.GetUtcNow()));

        catalog.Accept(Second, RunTrigger.Webhook, "d2", null);

        catalog.Find(older.Id)!.Result.ShouldBe(RunResult.Running);
        catalog.Next()!.Id.ShouldBe(older.Id);
    }

    [Fact]
    public void OlderCommit_PushedAgain_IsANewRun()
    {
        var catalog = Open();
        var first = catalog.Accept(First, RunTrigger.Webhook, "d1", null);
        catalog.Accept(Second, RunTrigger.Webhook, "d2", null);

        catalog.Accept(First, RunTrigger.Webhook, "d3", null).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task Wait_ForACommitWithoutARun_SaysSo()
    {
        var catalog = Open();

        var failure = await Should.ThrowAsync<RunNotFinishedException>(
            catalog.WaitForCommitAsync(First, TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("no run was started for it");
    }

    [Fact]
    public void Run_SupersededJustBeforeItsTurn_IsNotStartedAndLeavesTheJournalWhole()
    {
        var catalog = Open();
        var older = catalog.Accept(First, RunTrigger.Webhook, "d1", null);
        catalog.Accept(Second, RunTrigger.Webhook, "d2", null);

        catalog.TryStart(older.Id).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => catalog.Append(older.Id, new RunEvent.Started(TimeProvider.System.GetUtcNow())));

        Open().Find(older.Id)!.Result.ShouldBe(RunResult.Superseded);
    }

    [Fact]
    public void Journal_WithAnEntryThatCannotBe_IsReadWithoutIt()
    {
        var run = Open().Accept(First, RunTrigger.Webhook, "d1", null);
        Journal().Append(run.Id, new RunEvent.StageEnded(TimeProvider.System.GetUtcNow(), "build", Passed: true));

        Open().Next()!.Id.ShouldBe(run.Id);
    }

    [Fact]
    public void Journal_WithARowThatIsNoJson_IsReadWithoutIt()
    {
        var run = Open().Accept(First, RunTrigger.Webhook, "d1", null);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "runs.db")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO events (run, entry) VALUES ('1-aaaaaaaa', '{\"$type\":\"star')";
            command.ExecuteNonQuery();
        }

        Open().Next()!.Id.ShouldBe(run.Id);
    }

    [Fact]
    public void Runs_ByTheHundred_AreForgottenWithTheirDeliveriesAndTheirNumbersGoOn()
    {
        var catalog = Open();
        for (var number = 1; number <= (2 * RunCatalog.MostKept) + 1; number++)
        {
            var run = catalog.Accept($"{number:x40}", RunTrigger.Webhook, $"d{number}", null);
            run.Id.ShouldStartWith($"{number}-");
        }

        catalog.List().Count.ShouldBe(RunCatalog.MostKept + 1);
        var again = Open();
        again.List().Select(run => run.Id).ShouldBe(catalog.List().Select(run => run.Id));
        again.Accept(First, RunTrigger.Webhook, "d1", null).Id.ShouldStartWith($"{(2 * RunCatalog.MostKept) + 2}-");
    }

    private RunCatalog Open() => new(Journal(), TimeProvider.System, NullLogger<RunCatalog>.Instance);

    private RunJournal Journal() => new(Path.Combine(folder, "runs.db"));
}
