using System.Collections.Immutable;
using System.Security.Cryptography;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.Secrets;

/// <summary>Secrets, random where nobody chose them, made once and kept in files that only their owner reads.</summary>
/// <param name="layout">Where the state folder is.</param>
/// <param name="chosen">Those that somebody chose, by name.</param>
public sealed class SecretStore(StateLayout layout, ImmutableSortedDictionary<string, string> chosen)
{
    private const int Bytes = 20;

    /// <summary>The token for pushes and the git server's API.</summary>
    public const string GitToken = "git-token";

    /// <summary>The password of the git server's account; Gitea only.</summary>
    public const string GitPassword = "git-password";

    /// <summary>The HMAC key of webhook signatures.</summary>
    public const string WebhookSecret = "webhook-secret";

    /// <summary>The database's password.</summary>
    public const string PostgresPassword = "postgres-password";

    /// <summary>The queue manager's password.</summary>
    public const string NatsPassword = "nats-password";

    /// <summary>Those that may be chosen. The git server's token is not among them: Gitea makes its own.</summary>
    public static ImmutableArray<string> Choosable { get; } = [GitPassword, WebhookSecret, PostgresPassword, NatsPassword];

    /// <summary>A new one: 40 hex digits.</summary>
    public static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Where a secret lies.</summary>
    public string PathOf(string name) => Path.Combine(layout.Secrets, name);

    /// <summary>The secret of that name, made if there is none.</summary>
    /// <exception cref="MachineException">Another was chosen than the one that is in use.</exception>
    public string Ensure(string name)
    {
        var wanted = chosen.GetValueOrDefault(name);
        if (Find(name) is { } known)
        {
            return wanted is null || wanted == known
                ? known
                : throw new MachineException($"{name} is not the one that the environment in {layout.Root} was made with", "./demo down   # the next start takes the new one");
        }

        var made = wanted ?? Random();
        Write(name, made);
        return made;
    }

    /// <summary>The secret of that name, or null.</summary>
    public string? Find(string name) =>
        File.Exists(PathOf(name)) && File.ReadAllText(PathOf(name)).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Keeps a secret that somebody else made.</summary>
    public void Write(string name, string value) => PrivateFile.Write(PathOf(name), value);
}
