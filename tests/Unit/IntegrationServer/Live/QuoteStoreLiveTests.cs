using DddAspire.IntegrationServer.Hosting;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Settings;
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
        (await Should.ThrowAsync<DependencyAwayException>(StoreAt(LiveTool.FreePort()).CreateTableAsync(Cancelled))).Dependency.ShouldBe("database");

    private static QuoteStore StoreAt(int port) => new(DatabaseSettings.From(new ServerEnvironment(name => name switch
    {
        "DATABASE_HOST" => "127.0.0.1",
        "DATABASE_PORT" => $"{port}",
        "DATABASE_USER" => LivePostgres.User,
        _ => "postgres",
    })));
}
