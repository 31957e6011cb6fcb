using System.Text.Json.Serialization;

namespace DddAspire.LoadClient.Calls;

/// <summary>Why a call counts as failed.</summary>
[JsonConverter(typeof(CamelCaseEnum<FailureKind>))]
public enum FailureKind
{
    /// <summary>An answer with a status other than the one that means done.</summary>
    Status,

    /// <summary>An answer that does not say what was asked for, or is no HTTP answer at all.</summary>
    WrongBody,

    /// <summary>No connection: nothing was sent.</summary>
    Refused,

    /// <summary>The connection ended, by a reset or a close, after bytes of the request were written and before the answer was complete.</summary>
    Reset,

    /// <summary>No complete answer within the time-out.</summary>
    Timeout,

    /// <summary>Due while the most calls allowed were under way: saturation.</summary>
    Unsent,
}
