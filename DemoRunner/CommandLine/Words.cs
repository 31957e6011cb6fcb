using System.Collections.Frozen;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>How choices are written on the command line.</summary>
internal static class Words
{
    /// <summary>Git servers.</summary>
    public static FrozenDictionary<string, GitServerChoice> Git { get; } = new Dictionary<string, GitServerChoice>
    {
        ["auto"] = GitServerChoice.Auto,
        ["gitea"] = GitServerChoice.Gitea,
        ["built-in"] = GitServerChoice.BuiltIn,
    }.ToFrozenDictionary();

    /// <summary>Clusters.</summary>
    public static FrozenDictionary<string, ClusterChoice> Cluster { get; } = new Dictionary<string, ClusterChoice>
    {
        ["kind"] = ClusterChoice.Kind,
        ["existing"] = ClusterChoice.Existing,
    }.ToFrozenDictionary();

    /// <summary>The word for a choice.</summary>
    public static string Of<T>(FrozenDictionary<string, T> words, T choice) =>
        words.First(word => EqualityComparer<T>.Default.Equals(word.Value, choice)).Key;
}
