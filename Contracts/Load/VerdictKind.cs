using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Load;

/// <summary>Whether the objectives held.</summary>
[JsonConverter(typeof(CamelCaseEnum<VerdictKind>))]
public enum VerdictKind
{
    /// <summary>Every objective held.</summary>
    Met,

    /// <summary>At least one did not, and the client can't be why.</summary>
    Missed,

    /// <summary>It can't be told: the client fell behind its schedule, nothing was sent, or the audit could not be finished.</summary>
    Inconclusive,
}
