using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace DddAspire.DemoRunner.Runs;

/// <summary>The runs' journals and the webhook deliveries on disk. What an append returns from is stored.</summary>
internal sealed class RunJournal
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS events (number INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL, entry TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS deliveries (id TEXT PRIMARY KEY, run TEXT NOT NULL);
        """;

    private readonly string connectionString;

    public RunJournal(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        connectionString = new SqliteConnectionStringBuilder { DataSource = path }.ToString();
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = Schema;
        command.ExecuteNonQuery();
    }

    /// <summary>Every entry, in the order in which they were appended.</summary>
    /// <param name="passedOver">Takes the reason for each one that can't be read: a spoilt row must not keep the pipeline from ever working again.</param>
    public IEnumerable<(string Run, RunEvent Entry)> ReadAll(Action<string> passedOver)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT run, entry FROM events ORDER BY number";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var run = reader.GetString(0);
            if (Parse(run, reader.GetString(1), passedOver) is { } entry)
            {
                yield return (run, entry);
            }
        }
    }

    /// <summary>Adds an entry to a run's journal.</summary>
    public void Append(string run, RunEvent entry) => Write(run, entry, delivery: null);

    /// <summary>Opens a run's journal and remembers the delivery that asked for it, both or neither.</summary>
    public void Open(string run, RunEvent.Queued entry, string delivery) => Write(run, entry, delivery);

    /// <summary>The run that a delivery led to; null when it is a new one.</summary>
    public string? RunOfDelivery(string delivery)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT run FROM deliveries WHERE id = $id";
        command.Parameters.AddWithValue("$id", delivery);
        return command.ExecuteScalar() as string;
    }

    /// <summary>Forgets runs with their deliveries.</summary>
    public void Remove(IEnumerable<string> runs)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        foreach (var run in runs)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM events WHERE run = $run; DELETE FROM deliveries WHERE run = $run";
            command.Parameters.AddWithValue("$run", run);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static RunEvent? Parse(string run, string text, Action<string> passedOver)
    {
        try
        {
            return JsonSerializer.Deserialize<RunEvent>(text) ?? throw new JsonException("it is empty");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            passedOver($"run {run}: {exception.Message}");
            return null;
        }
    }

    private void Write(string run, RunEvent entry, string? delivery)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO events (run, entry) VALUES ($run, $entry)";
        command.Parameters.AddWithValue("$run", run);
        command.Parameters.AddWithValue("$entry", JsonSerializer.Serialize(entry));
        command.ExecuteNonQuery();
        if (delivery is not null)
        {
            using var remember = connection.CreateCommand();
            remember.CommandText = "INSERT OR IGNORE INTO deliveries (id, run) VALUES ($id, $run)";
            remember.Parameters.AddWithValue("$id", delivery);
            remember.Parameters.AddWithValue("$run", run);
            remember.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }
}
