using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Git;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>The bare repository on disk, asked through git.</summary>
/// <param name="path">Its folder.</param>
internal sealed class BareRepository(string path)
{
    private const string PushFileVariable = "DDD_PUSH_FILE";
    private static readonly HashSet<int> KnownOrNot = [0, 1, 128];

    /// <summary>Its folder.</summary>
    public string Path => path;

    /// <summary>Makes it unless it is there, with the hook that tells which refs a push moved.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(path);
        await GitAsync(["init", "--quiet", "--bare", $"--initial-branch={GitAccount.Branch}", path], cancellationToken);
        var hook = System.IO.Path.Combine(path, "hooks", "post-receive");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(hook)!);
        await File.WriteAllTextAsync(hook, $"#!/bin/sh\nexec cat >\"${PushFileVariable}\"\n", cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The command that serves one request of a stateless smart HTTP service.</summary>
    /// <param name="service">upload-pack or receive-pack.</param>
    /// <param name="advertise">Whether only the refs are to be told.</param>
    /// <param name="protocol">The client's Git-Protocol header, or null.</param>
    /// <param name="pushFile">Where the hook writes what a push changed.</param>
    public ToolCommand ServiceCommand(string service, bool advertise, string? protocol, string? pushFile) =>
        GitClient.Local.Command(
        [
            "-c", $"core.hooksPath={System.IO.Path.Combine(path, "hooks")}", "-c", "receive.autogc=false", "-c", "uploadpack.allowFilter=true",
            service, "--stateless-rpc", .. advertise ? ["--http-backend-info-refs"] : Array.Empty<string>(), path,
        ],
        new Dictionary<string, string?> { ["GIT_PROTOCOL"] = protocol, [PushFileVariable] = pushFile }) with
        {
            Limit = TimeSpan.FromMinutes(10),
            // Fetches, which are those of whoever keeps watch, are left out of traces.
            Traced = pushFile is not null,
        };

    /// <summary>The commit that a branch is at, read as git keeps it (gitrepository-layout(5)), for those who ask often; null when there is none.</summary>
    public string? Head(string branch)
    {
        var reference = $"refs/heads/{branch}";
        try
        {
            return File.ReadAllText(System.IO.Path.Combine(path, "refs", "heads", branch)).Trim();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Packed, or not there. git packs a branch before it removes the file.
            var packed = System.IO.Path.Combine(path, "packed-refs");
            return File.Exists(packed)
                ? File.ReadLines(packed).Where(line => line.EndsWith($" {reference}", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).FirstOrDefault()
                : null;
        }
    }

    /// <summary>The full id of a commit named by a ref, a branch or an id; null when there is none.</summary>
    public async Task<string?> ResolveAsync(string revision, CancellationToken cancellationToken)
    {
        var command = Git(["rev-parse", "--quiet", "--verify", "--end-of-options", $"{revision}^{{commit}}"]);
        var result = await ToolRunner.RunAsync(command with { AcceptedExitCodes = KnownOrNot }, cancellationToken);
        return result.ExitCode == 0 ? result.StandardOutput : null;
    }

    /// <summary>Commits of a range, newest first, at most <paramref name="most"/>.</summary>
    public async Task<ImmutableArray<CommitInfo>> LogAsync(string range, int most, CancellationToken cancellationToken) =>
        CommitInfo.ParseAll(await GitAsync(
            ["-c", "log.showSignature=false", "log", "-z", $"--max-count={most}", "--name-status", "--no-renames", $"--format={CommitInfo.LogFormat}", range, "--"],
            cancellationToken));

    /// <summary>How many commits a range holds.</summary>
    public async Task<int> CountAsync(string range, CancellationToken cancellationToken) =>
        int.Parse(await GitAsync(["rev-list", "--count", range, "--"], cancellationToken), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A commit as text with its changes.</summary>
    public Task<string> ShowAsync(string commit, CancellationToken cancellationToken) =>
        GitAsync(["show", "--no-color", "--stat", "--patch", "--format=fuller", commit, "--"], cancellationToken);

    private async Task<string> GitAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(Git(arguments), cancellationToken)).StandardOutput;

    private ToolCommand Git(IReadOnlyList<string> arguments) => GitClient.Local.Command([$"--git-dir={path}", .. arguments]);
}
