namespace DddAspire.IntegrationServer.Quotes;

/// <summary>The SQL of table QUOTES, in one place. Values are always bound as parameters.</summary>
internal static class QuoteStatements
{
    private const string Columns = "quoteid, name, email, address, usstate, licenseplate, versions, repairquotes::text, latevendors";

    // CREATE TABLE IF NOT EXISTS alone fails when two replicas start at once: both find none and both create it.
    public const string CreateTable = """
        SELECT pg_advisory_xact_lock(hashtext('quotes'));
        CREATE TABLE IF NOT EXISTS quotes (
            quoteid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            requestid text NOT NULL UNIQUE,
            name text NOT NULL,
            email text NOT NULL,
            address text NOT NULL,
            usstate text NOT NULL,
            licenseplate text NOT NULL,
            dentlocations jsonb NOT NULL,
            versions text NOT NULL,
            repairquotes jsonb NOT NULL,
            latevendors text NOT NULL,
            createdat timestamptz NOT NULL DEFAULT now());
        CREATE INDEX IF NOT EXISTS quotes_by_email ON quotes (email, quoteid DESC);
        CREATE INDEX IF NOT EXISTS quotes_by_name ON quotes (name, quoteid DESC);
        """;

    // Of two calls with the same request id at once, the second waits here for the first to commit and then inserts nothing.
    public const string Insert = $"""
        INSERT INTO quotes (requestid, name, email, address, usstate, licenseplate, dentlocations, versions, repairquotes, latevendors)
        VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9::jsonb, $10)
        ON CONFLICT (requestid) DO NOTHING
        RETURNING {Columns}
        """;

    public const string SelectByRequestId = $"SELECT {Columns} FROM quotes WHERE requestid = $1";

    public const string SelectById = $"SELECT {Columns} FROM quotes WHERE quoteid = $1 LIMIT $2";

    public const string SelectByEmail = $"SELECT {Columns} FROM quotes WHERE email = $1 ORDER BY quoteid DESC LIMIT $2";

    public const string SelectByName = $"SELECT {Columns} FROM quotes WHERE name = $1 ORDER BY quoteid DESC LIMIT $2";
}
