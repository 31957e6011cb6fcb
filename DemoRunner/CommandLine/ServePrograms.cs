using System.Globalization;
using DddAspire.DemoEnvironment.Programs;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The programs that <c>up</c> leaves in the background.</summary>
internal static class ServePrograms
{
    /// <summary>One a program, for options with the git server decided.</summary>
    public static IReadOnlyList<ProgramSpec> For(EnvironmentOptions options) =>
    [
        new("serve", "DddAspire.DemoRunner.dll", ["serve", .. ArgumentsOf(options)], new Uri($"http://127.0.0.1:{options.Ports.Page}/health"))
        {
            Variables = new Dictionary<string, string?> { [RepositoryRoot.Variable] = options.RepositoryRoot },
        },
        new("load", "DddAspire.LoadClient.dll", ["--control-port", Text(options.Ports.Load)], new Uri($"http://127.0.0.1:{options.Ports.Load}/health")),
    ];

    private static IEnumerable<string> ArgumentsOf(EnvironmentOptions options) =>
    [
        "--state", options.StateDirectory,
        "--git", OptionValues.Of(OptionValues.Git, options.Git),
        "--cluster", OptionValues.Of(OptionValues.Cluster, options.Cluster),
        .. options.Context is { } context ? ["--context", context] : Array.Empty<string>(),
        .. options.Registry is { } registry ? ["--registry", registry] : Array.Empty<string>(),
        .. PortUses.Of(options.Ports).SelectMany(port => new[] { port.Option, Text(port.Number) }),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
