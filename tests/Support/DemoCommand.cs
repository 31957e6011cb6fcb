using System.Runtime.CompilerServices;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.Support;

/// <summary>Runs <c>./demo</c> as a user does: the script in the checkout's root, in a process of its own.</summary>
/// <param name="stateDirectory">The state folder that every command gets.</param>
/// <param name="onLine">Takes each line of output.</param>
/// <param name="environment">Variables that differ from those of the tests; none when null.</param>
public sealed class DemoCommand(string stateDirectory, Action<string> onLine, IReadOnlyDictionary<string, string?>? environment = null)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(40);

    /// <summary>The root of the checkout that these tests were compiled from.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Runs it to its end, whatever its exit code.</summary>
    public async Task<ToolResult> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        onLine($"$ ./demo {string.Join(' ', arguments)}");
        var command = new ToolCommand(Path.Combine(Root, "demo"), [.. arguments, "--state", stateDirectory])
        {
            WorkingDirectory = Root,
            AcceptedExitCodes = Enumerable.Range(0, 256).ToHashSet(),
            Limit = Limit,
            Environment = environment ?? new Dictionary<string, string?>(),
        };
        var result = await ToolRunner.RunAsync(command, onLine, cancellationToken);
        onLine($"exit code {result.ExitCode} after {result.Duration.TotalSeconds:0} s");
        return result;
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "DddAspire.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"no DddAspire.sln above {here}");
        }

        return folder.FullName;
    }
}
