using System.Collections.Frozen;
using System.Globalization;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>How choices are written on the command line.</summary>
internal static class OptionValues
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

    /// <summary>The choice that a word stands for; the option itself takes no other, a variable may hold anything.</summary>
    /// <exception cref="MachineException">There is none of that name.</exception>
    public static T Read<T>(FrozenDictionary<string, T> words, string word, string variable) => words.TryGetValue(word, out var choice)
        ? choice
        : throw new MachineException($"{variable} is '{word}', which is none of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}", $"unset {variable}");

    /// <summary>The port that a variable holds, or the usual one where it is not set.</summary>
    /// <exception cref="MachineException">It holds something else.</exception>
    public static int ReadPort(string? text, string variable, int usual) =>
        string.IsNullOrEmpty(text) ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? port
        : throw new MachineException($"{variable} is '{text}', which is no port", $"unset {variable}");

    /// <summary>The word for a choice.</summary>
    public static string Of<T>(FrozenDictionary<string, T> words, T choice) =>
        words.First(word => EqualityComparer<T>.Default.Equals(word.Value, choice)).Key;
}
