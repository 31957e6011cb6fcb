using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Settings;
using Npgsql;
using NpgsqlTypes;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>
/// Table QUOTES. Whatever the database's absence looks like, it leaves here as <see cref="DependencyUnavailableException"/>.
/// A caller who leaves gives up the wait for a turn, never a statement under way: breaking one off costs its connection, and a new
/// connection costs both sides more than the statement's end. Each statement has its own limit (<c>statement_timeout</c>).
/// </summary>
internal sealed class QuoteStore(NpgsqlDataSource database, DatabaseGate gate)
{
    private const char VendorSeparator = ',';
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromSeconds(5);

    /// <summary>Makes the table if it is not there; safe when several replicas do so at once.</summary>
    public Task CreateTableAsync(CancellationToken cancellationToken) => WithDatabaseAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand(QuoteStatements.CreateTable, connection, transaction);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            return true;
        },
        cancellationToken);

    /// <summary>Opens the connections that calls will use and has each look for a quote, so that no call has to wait for that.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var missing = DatabaseLimits.Default.AtOnce;
        await Task.WhenAll(Enumerable.Range(0, missing).Select(_ => WithDatabaseAsync(ProbeAsync, cancellationToken)));

        // None is given back before all are open: else one connection would do the work of all.
        async Task<bool> ProbeAsync(NpgsqlConnection connection)
        {
            if (Interlocked.Decrement(ref missing) == 0)
            {
                opened.TrySetResult();
            }

            await opened.Task.WaitAsync(WarmUpLimit, cancellationToken);
            for (var uses = 0; uses < DatabaseSettings.UsesUntilPrepared; uses++)
            {
                await using var select = new NpgsqlCommand(QuoteStatements.SelectByRequestId, connection) { Parameters = { Text("") } };
                await ReadAsync(select);
            }

            return true;
        }
    }

    /// <summary>Stores the quote, or gives back the one that is already stored under this request id.</summary>
    public Task<Quote> StoreAsync(string requestId, QuoteRequest request, QuoteOffer offer, CancellationToken cancellationToken) =>
        WithDatabaseAsync(
            async connection =>
            {
                await using var insert = InsertCommand(connection, requestId, request, offer);
                var stored = await ReadAsync(insert);
                if (stored.IsEmpty)
                {
                    await using var select = new NpgsqlCommand(QuoteStatements.SelectByRequestId, connection) { Parameters = { Text(requestId) } };
                    stored = await ReadAsync(select);
                }

                return stored[0];
            },
            cancellationToken);

    public Task<ImmutableArray<Quote>> FindAsync(QuoteSearch search, int limit, CancellationToken cancellationToken) => WithDatabaseAsync(
        async connection =>
        {
            await using var command = search switch
            {
                QuoteSearch.ByQuoteId by => new NpgsqlCommand(QuoteStatements.SelectById, connection) { Parameters = { Number(by.QuoteId) } },
                QuoteSearch.ByEmail by => new NpgsqlCommand(QuoteStatements.SelectByEmail, connection) { Parameters = { Text(by.Email) } },
                QuoteSearch.ByName by => new NpgsqlCommand(QuoteStatements.SelectByName, connection) { Parameters = { Text(by.Name) } },
                _ => throw new ArgumentOutOfRangeException(nameof(search), search, "a search without a statement"),
            };
            command.Parameters.Add(Number(limit));
            return await ReadAsync(command);
        },
        cancellationToken);

    private static NpgsqlCommand InsertCommand(NpgsqlConnection connection, string requestId, QuoteRequest request, QuoteOffer offer) =>
        new(QuoteStatements.Insert, connection)
        {
            Parameters =
            {
                Text(requestId),
                Text(request.Name),
                Text(request.EMail),
                Text(request.Address),
                Text(request.USState),
                Text(request.LicensePlate),
                Text(JsonSerializer.Serialize(request.DentLocations, QuoteJson.Default.ImmutableArrayDentLocation)),
                Text(offer.Versions),
                Text(JsonSerializer.Serialize(offer.RepairQuotes, QuoteJson.Default.ImmutableArrayRepairQuote)),
                Text(string.Join(VendorSeparator, offer.LateVendors)),
            },
        };

    private static async Task<ImmutableArray<Quote>> ReadAsync(NpgsqlCommand command)
    {
        var quotes = ImmutableArray.CreateBuilder<Quote>();
        await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
        while (await rows.ReadAsync(CancellationToken.None))
        {
            quotes.Add(QuoteOf(rows));
        }

        return quotes.ToImmutable();
    }

    private static Quote QuoteOf(NpgsqlDataReader row)
    {
        var late = row.GetString(8).Split(VendorSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new Quote(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            JsonSerializer.Deserialize(row.GetString(7), QuoteJson.Default.ImmutableArrayRepairQuote))
        {
            LateVendors = late.Length == 0 ? null : late,
        };
    }

    private async Task<T> WithDatabaseAsync<T>(Func<NpgsqlConnection, Task<T>> act, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        try
        {
            await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
            return await act(connection);
        }
        catch (PostgresException refusal) when (!refusal.IsTransient && !IsAbsence(refusal))
        {
            throw;
        }
        catch (Exception absence) when (absence is NpgsqlException or TimeoutException)
        {
            throw new DependencyUnavailableException("database", absence.Message, absence);
        }
    }

    // QueryCanceled is the statement's own limit.
    private static bool IsAbsence(PostgresException refusal) => refusal.SqlState is PostgresErrorCodes.AdminShutdown
        or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.QueryCanceled;

    private static NpgsqlParameter Text(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Number(long value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Bigint };
}
