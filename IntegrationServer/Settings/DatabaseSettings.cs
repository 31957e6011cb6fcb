using Npgsql;

namespace DddAspire.IntegrationServer.Settings;

/// <summary>DATABASE_*: asked for only when a flow uses the database.</summary>
internal static class DatabaseSettings
{
    private const int DefaultPort = 5432;

    // Seconds. A caller waits two seconds at most, so there is no use in waiting longer for the database.
    private const int Limit = 2;

    // Two replicas, and two more while both are replaced, stay well below Postgres' default of 100 connections.
    private const int LargestPool = 20;
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
            Timeout = Limit,
            CommandTimeout = Limit,
            MaxPoolSize = LargestPool,
            MaxAutoPrepare = PreparedStatements,
            AutoPrepareMinUsages = 2,
            GssEncryptionMode = GssEncryptionMode.Disable,
            SslMode = SslMode.Disable,
        };
        return new NpgsqlSlimDataSourceBuilder(connection.ConnectionString).Build();
    }
}
