using Npgsql;

namespace DddAspire.IntegrationServer.Settings;

/// <summary>How much of the work may be at the database at once.</summary>
/// <param name="AtOnce">Statements under way; as many connections are kept open.</param>
/// <param name="Waiting">Calls that may wait for their turn; one more is refused at once.</param>
/// <param name="LongestWait">How long one of them waits before it is refused.</param>
internal sealed record DatabaseLimits(int AtOnce, int Waiting, TimeSpan LongestWait)
{
    // A caller waits two seconds: a database that stalls for less than this costs nobody anything.
    public static DatabaseLimits Default { get; } = new(8, 128, TimeSpan.FromMilliseconds(1500));
}

/// <summary>DATABASE_*: asked for only when a flow uses the database.</summary>
internal static class DatabaseSettings
{
    private const int DefaultPort = 5432;

    /// <summary>A statement that was used this often on a connection is prepared there.</summary>
    public const int UsesUntilPrepared = 2;

    // Seconds. A caller waits two seconds at most, so there is no use in waiting longer for a connection.
    private const int ConnectLimit = 2;

    // The server itself ends a statement that takes longer: that costs the statement, not the connection. A caller waits 2000 ms.
    private const int StatementLimitMilliseconds = 1500;

    // Seconds. Only for a database that does not even end its statements any more; it costs the connection.
    private const int LastResort = 5;

    private const int PreparedStatements = 8;

    public static NpgsqlDataSource From(ServerEnvironment environment)
    {
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = environment.Text("DATABASE_HOST", "postgres"),
            Port = environment.Port("DATABASE_PORT", DefaultPort),
            Database = environment.Required("DATABASE_NAME", "name of the database"),
            Username = environment.Required("DATABASE_USER", "user of the database"),
            Password = environment.Required("DATABASE_PASSWORD", "password of the database"),
            ApplicationName = "integration-server",
            Timeout = ConnectLimit,
            CommandTimeout = LastResort,
            Options = $"-c statement_timeout={StatementLimitMilliseconds}",
            // All of them stay open: a new connection at a busy moment costs more than what it is for. Two replicas, and two more while
            // both are replaced, stay well below Postgres' default of 100 connections.
            MinPoolSize = DatabaseLimits.Default.AtOnce,
            MaxPoolSize = DatabaseLimits.Default.AtOnce,
            MaxAutoPrepare = PreparedStatements,
            AutoPrepareMinUsages = UsesUntilPrepared,
            GssEncryptionMode = GssEncryptionMode.Disable,
            SslMode = SslMode.Disable,
        };
        // The pool opens connections for whoever comes next: a span of that belongs to no quote and would be a trace of its own.
        return new NpgsqlSlimDataSourceBuilder(connection.ConnectionString).ConfigureTracing(tracing => tracing.EnablePhysicalOpenTracing(false)).Build();
    }
}
