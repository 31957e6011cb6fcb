namespace DddAspire.LoadClient.CommandLine;

/// <summary>How a run on the command line is shown.</summary>
internal enum SessionView
{
    /// <summary>A live table, for a terminal.</summary>
    Table,

    /// <summary>A plain line a second, for a file or a pipe.</summary>
    Lines,

    /// <summary>Nothing but the report, at the end.</summary>
    Json,
}
