using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>
/// Gitea's own command line, run inside its container: it needs no password, so it helps also when the one in the state folder is not
/// the account's. No secret is on a command line, which other users of this machine can read: it makes secrets and prints them.
/// </summary>
/// <param name="run">Runs Gitea's program with these arguments and gives what it printed.</param>
internal sealed partial class GiteaCommand(Func<IReadOnlyList<string>, CancellationToken, Task<string>> run)
{
    private const string Configuration = "/etc/gitea/app.ini";
    private const string PasswordLength = "40";

    /// <summary>That of a container.</summary>
    public static GiteaCommand In(ContainerEngine engine, string container) => new(async (arguments, cancellationToken) =>
        (await ToolRunner.RunAsync(engine.Command(["exec", container, "gitea", "--config", Configuration, .. arguments]), cancellationToken)).StandardOutput);

    /// <summary>Makes the account unless it is there, with a password that nobody knows.</summary>
    /// <returns>Whether it was made.</returns>
    public async Task<bool> EnsureAccountAsync(string name, string email, CancellationToken cancellationToken)
    {
        if (HasAccount(await run(["admin", "user", "list"], cancellationToken), name))
        {
            return false;
        }

        await run(
            ["admin", "user", "create", "--admin", "--must-change-password=false", "--username", name, "--email", email, "--random-password", "--random-password-length", PasswordLength],
            cancellationToken);
        return true;
    }

    /// <summary>Makes a token for the account, whatever its password is and whether or not it has a second factor.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="tokenName">A name that no other token of the account has.</param>
    /// <param name="scopes">What it may do, such as <c>write:repository,write:user</c>.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<string> NewTokenAsync(string account, string tokenName, string scopes, CancellationToken cancellationToken)
    {
        var made = await run(
            ["admin", "user", "generate-access-token", "--username", account, "--token-name", tokenName, "--scopes", scopes, "--raw"], cancellationToken);
        return FindToken(made) ?? throw new GiteaRefusedException("generate-access-token", 0, "it printed no token");
    }

    // Its log's warnings are printed among it.
    internal static string? FindToken(string output) =>
        output.Split('\n', StringSplitOptions.TrimEntries).LastOrDefault(line => Token().IsMatch(line));

    // The columns are ID, Username, Email, IsActive, IsAdmin and 2FA.
    internal static bool HasAccount(string list, string name) =>
        list.Split('\n').Any(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var id, var user, ..] && int.TryParse(id, out _) && user == name);

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Token();
}
