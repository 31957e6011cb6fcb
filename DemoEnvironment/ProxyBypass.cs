using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Registries;

namespace DddAspire.DemoEnvironment;

/// <summary>
/// Keeps the calls to our own parts, which all listen on this machine, away from the user's HTTP proxy. Go's programs do so by themselves;
/// .NET's clients and git do only what <c>NO_PROXY</c> says. kind gives its nodes the proxy and these exceptions: they pull from our registry
/// by its container's name, which no proxy knows.
/// </summary>
public static class ProxyBypass
{
    // Tools disagree on which of the two counts.
    private static readonly ImmutableArray<string> Variables = ["no_proxy", "NO_PROXY"];
    private static readonly ImmutableArray<string> Ours = ["localhost", "127.0.0.1", "::1", LocalRegistry.ContainerName];

    /// <summary>For this process, before its first HTTP call, and for every program that it starts.</summary>
    public static void ForThisMachine()
    {
        var exceptions = Extend(Variables.Select(Environment.GetEnvironmentVariable));
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, exceptions);
        }
    }

    /// <summary>What the user excepted in either variable, this machine, and the registry as nodes call it.</summary>
    internal static string Extend(IEnumerable<string?> excepted) =>
        string.Join(',', excepted.SelectMany(list => (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Concat(Ours)
            .Distinct(StringComparer.OrdinalIgnoreCase));
}
