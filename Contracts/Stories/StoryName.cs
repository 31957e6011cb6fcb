using System.Text.Json.Serialization;

namespace DddAspire.Contracts.Stories;

/// <summary>The stories there are; their names on the command line and in report.json are given beside them.</summary>
public enum StoryName
{
    /// <summary>Another fix pack of the base image, and back.</summary>
    [JsonStringEnumMemberName("fix-pack")]
    FixPack,

    /// <summary>The next version of the application, and back.</summary>
    [JsonStringEnumMemberName("application-update")]
    ApplicationUpdate,

    /// <summary>A fix pack that never becomes ready: the old version serves on.</summary>
    [JsonStringEnumMemberName("broken-fix-pack")]
    BrokenFixPack,

    /// <summary>Four integrations, one after the other, to three fix packs and other bars that serve together, and back.</summary>
    [JsonStringEnumMemberName("several-versions")]
    SeveralVersions,

    /// <summary>Control: the same change with a strategy that must fail calls.</summary>
    [JsonStringEnumMemberName("downtime")]
    Downtime,

    /// <summary>Control: a commit that changes nothing a caller could see.</summary>
    [JsonStringEnumMemberName("no-change")]
    NoChange,
}
