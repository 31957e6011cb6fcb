using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Load;

/// <summary>What the load client is doing.</summary>
[JsonConverter(typeof(CamelCaseEnum<LoadState>))]
public enum LoadState
{
    /// <summary>No run yet.</summary>
    Idle,

    /// <summary>Calls are sent.</summary>
    Running,

    /// <summary>The schedule ended; the last answers are awaited and what was acknowledged is read back.</summary>
    Auditing,

    /// <summary>The last run has its report.</summary>
    Ended,
}
