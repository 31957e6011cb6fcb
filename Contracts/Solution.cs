using System.Collections.Immutable;

namespace DddAspire.Contracts;

/// <summary>The names of the integration solution's parts.</summary>
public static class Solution
{
    public const string Api = "ddd-api";
    public const string Acme = "ddd-acme";
    public const string DevNamespace = "ddd-dev";
    public const string TestNamespace = "ddd-test";

    /// <summary>The fix pack that everything starts with.</summary>
    public const string StartFixPack = "12.0.11.0-r1";

    /// <summary>The fix pack that a story moves to.</summary>
    public const string NextFixPack = "12.0.12.0-r1";

    /// <summary>The one after that, for a solution that runs several at once.</summary>
    public const string LaterFixPack = "12.0.13.0-r1";

    /// <summary>The fix pack that looks for its bars elsewhere and so never becomes ready.</summary>
    public const string BrokenFixPack = "12.0.12.0-r0";

    /// <summary>The shops, in the order of the answer's <c>Versions</c>.</summary>
    public static ImmutableArray<string> Shops { get; } = [Acme, "ddd-bernie", "ddd-chris"];

    /// <summary>All four.</summary>
    public static ImmutableArray<string> Integrations { get; } = [Api, .. Shops];

    /// <summary>In the order in which a change goes through them.</summary>
    public static ImmutableArray<string> Namespaces { get; } = [DevNamespace, TestNamespace];

    /// <summary>The integration's name in full: the answers' header leaves <c>ddd-</c> out.</summary>
    public static string FullName(string name) => name.StartsWith("ddd-", StringComparison.Ordinal) ? name : $"ddd-{name}";
}
