using System.Collections.Concurrent;
using System.Diagnostics;
using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Settings;
using Npgsql;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Live;

public sealed class QuoteStoreLiveTests
{
    private static readonly QuoteRequest Sample =
        new("Ms Dent", "dent@example.org", "1 Main St", "FL", "A1B2C3", [new DentLocation("Door", 2)]);

    private static readonly QuoteOffer Offer = new([new RepairQuote("Acme", 202.5m, new DateOnly(2026, 12, 1))], "1,-,-", ["Bernie", "Chris"]);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Table_MadeByManyReplicasAtOnce_IsMadeOnce()
    {
        await using var postgres = await LivePostgres.StartNewAsync();
        var store = StoreAt(postgres.Port);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.CreateTableAsync(Cancelled)));

        (await store.FindAsync(new QuoteSearch.ByName("Ms Dent"), 5, Cancelled)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Quote_StoredManyTimesAtOnceUnderOneRequestId_IsOneQuoteAndReadsBackTheSame()
    {
        await using var postgres = await LivePostgres.StartNewAsync();
        var store = StoreAt(postgres.Port);
        await store.CreateTableAsync(Cancelled);

        var stored = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => store.StoreAsync("one-id", Sample, Offer, Cancelled)));

        stored.Select(quote => quote.QuoteID).Distinct().ShouldHaveSingleItem();
        var found = (await store.FindAsync(new QuoteSearch.ByEmail("dent@example.org"), 5, Cancelled)).ShouldHaveSingleItem();
        found.RepairQuotes.ShouldBe(Offer.RepairQuotes);
        found.LateVendors.ShouldBe(["Bernie", "Chris"]);
        found.Versions.ShouldBe("1,-,-");
    }

    [Fact]
    public async Task Name_ThatLooksLikeSql_IsStoredAndFoundAsText()
    {
        await using var postgres = await LivePostgres.StartNewAsync();
        var store = StoreAt(postgres.Port);
        await store.CreateTableAsync(Cancelled);
        const string name = "x'; DROP TABLE quotes; --";

        await store.StoreAsync("sql", Sample with { Name = name }, Offer, Cancelled);

        (await store.FindAsync(new QuoteSearch.ByName(name), 5, Cancelled)).ShouldHaveSingleItem().Name.ShouldBe(name);
    }

    [Fact]
    public async Task Database_ThatIsAway_IsSaidToBeAway() =>
        (await Should.ThrowAsync<DependencyUnavailableException>(StoreAt(LiveTool.FreePort()).CreateTableAsync(Cancelled))).Dependency.ShouldBe("database");

    [Fact]
    public async Task Callers_WhoLeaveWhileTheDatabaseStalls_BreakNoConnection()
    {
        await using var postgres = await LivePostgres.StartNewAsync();
        var store = StoreAt(postgres.Port);
        await store.CreateTableAsync(Cancelled);
        await store.WarmUpAsync(Cancelled);
        await using var admin = await postgres.ConnectAsync(Cancelled);
        var before = await BackendsAsync(admin);
        before.Length.ShouldBe(DatabaseLimits.Default.AtOnce);

        await LockAsync(admin);
        using var callers = new CancellationTokenSource();
        var left = Enumerable.Range(0, 40).Select(number => store.StoreAsync($"left-{number}", Sample, Offer, callers.Token)).ToArray();
        await callers.CancelAsync();
        await UnlockAsync(admin);
        await Task.WhenAll(left).ContinueWith(_ => { }, TaskScheduler.Default);

        (await store.StoreAsync("after", Sample, Offer, Cancelled)).QuoteID.ShouldBeGreaterThan(0);
        (await BackendsAsync(admin)).ShouldBe(before);
    }

    [Fact]
    public async Task Stall_ShorterThanACallersPatience_CostsNoCall()
    {
        await using var postgres = await LivePostgres.StartNewAsync();
        var store = StoreAt(postgres.Port);
        await store.CreateTableAsync(Cancelled);
        await store.WarmUpAsync(Cancelled);
        await using var admin = await postgres.ConnectAsync(Cancelled);

        await LockAsync(admin);
        var stored = Enumerable.Range(0, 60).Select(number => store.StoreAsync($"stall-{number}", Sample, Offer, Cancelled)).ToArray();
        await WaitUntilAllWaitAsync(admin);
        await UnlockAsync(admin);

        (await Task.WhenAll(stored)).Select(quote => quote.QuoteID).Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public async Task AcknowledgedQuote_SurvivesTheSuddenDeathOfTheDatabase()
    {
        await using var postgres = await LivePostgres.StartNewAsync();
        var store = StoreAt(postgres.Port);
        await store.CreateTableAsync(Cancelled);
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => store.StoreAsync($"kept-{number}", Sample, Offer, Cancelled)));

        await postgres.KillAsync(Cancelled);
        await postgres.StartAsync(Cancelled);

        await using var admin = await postgres.ConnectAsync(Cancelled);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM quotes", admin);
        (await count.ExecuteScalarAsync(Cancelled)).ShouldBe((long)acknowledged.Length);
    }

    // A span of that belongs to no quote: whoever comes next waits for it, and the pool does it for nobody in particular.
    [Fact]
    public async Task ConnectionsOfThePool_AreNoSpans()
    {
        await using var postgres = await LivePostgres.StartNewAsync();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        // Other tests, with a database each, are heard too.
        var here = () => spans.Where(span => $"{span.GetTagItem("server.port")}" == $"{postgres.Port}").Select(span => span.DisplayName).ToArray();

        await (await postgres.ConnectAsync(Cancelled)).DisposeAsync();
        var connection = here().ShouldHaveSingleItem();
        var store = StoreAt(postgres.Port);
        await store.CreateTableAsync(Cancelled);
        await store.WarmUpAsync(Cancelled);

        here().Count(span => span == connection).ShouldBe(1);
        here().Length.ShouldBeGreaterThan(1);
    }

    private static async Task LockAsync(NpgsqlConnection admin)
    {
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE quotes IN ACCESS EXCLUSIVE MODE", admin);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private static async Task WaitUntilAllWaitAsync(NpgsqlConnection admin)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'integration-server' AND wait_event_type = 'Lock'", admin);
        while ((long)(await command.ExecuteScalarAsync(Cancelled))! < DatabaseLimits.Default.AtOnce)
        {
            await Task.Yield();
        }
    }

    private static async Task UnlockAsync(NpgsqlConnection admin)
    {
        await using var command = new NpgsqlCommand("ROLLBACK", admin);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private static async Task<int[]> BackendsAsync(NpgsqlConnection admin)
    {
        await using var command = new NpgsqlCommand(
            "SELECT array_agg(pid ORDER BY pid) FROM pg_stat_activity WHERE application_name = 'integration-server'", admin);
        return (int[])(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private static QuoteStore StoreAt(int port) => new(
        DatabaseSettings.From(new ServerEnvironment(name => name switch
        {
            "DATABASE_HOST" => "127.0.0.1",
            "DATABASE_PORT" => $"{port}",
            "DATABASE_USER" => LivePostgres.User,
            _ => "postgres",
        })),
        new DatabaseGate(DatabaseLimits.Default, TimeProvider.System));
}
