using System.Text.Json;
using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Load;

/// <summary>Why a call counts as failed.</summary>
[JsonConverter(typeof(CamelCaseEnum<FailureKind>))]
public enum FailureKind
{
    /// <summary>An answer with a status other than the one that means done.</summary>
    Status,

    /// <summary>An answer that sends the caller elsewhere. It is not followed.</summary>
    Redirect,

    /// <summary>An answer that does not say what was asked for, or is no HTTP answer at all.</summary>
    WrongBody,

    /// <summary>No connection: nothing was sent.</summary>
    Refused,

    /// <summary>No TLS session: the certificate is not that of the host or not trusted, or the handshake broke. Nothing was sent.</summary>
    Tls,

    /// <summary>The connection ended, by a reset or a close, after bytes of the request were written and before the answer was complete.</summary>
    Reset,

    /// <summary>No complete answer within the time-out.</summary>
    Timeout,

    /// <summary>Due while the most calls allowed were under way: saturation.</summary>
    Unsent,
}

/// <summary>Kinds of failure in words.</summary>
public static class FailureKinds
{
    /// <summary>The kind as JSON writes it, such as <c>wrongBody</c>.</summary>
    public static string Word(this FailureKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
