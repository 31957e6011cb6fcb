using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Load;

/// <summary>What the calls of a run are.</summary>
[JsonConverter(typeof(CamelCaseEnum<CallScript>))]
public enum CallScript
{
    /// <summary>A quote is posted, later read back by its id; both answers are checked against what was asked, and all of it is audited at the end.</summary>
    Quotes,

    /// <summary>GET of one URL; an answer in the 200s is a success. For comparing the client with other load tools.</summary>
    Get,
}
