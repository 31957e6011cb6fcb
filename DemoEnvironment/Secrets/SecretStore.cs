using System.Security.Cryptography;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.Secrets;

/// <summary>Random secrets, made once and kept in files that only their owner reads.</summary>
/// <param name="layout">Where the state folder is.</param>
public sealed class SecretStore(StateLayout layout)
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

    /// <summary>Where a secret lies.</summary>
    public string PathOf(string name) => Path.Combine(layout.Secrets, name);

    /// <summary>The secret of that name, 40 hex digits, made if there is none.</summary>
    public string Ensure(string name)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        Write(name, made);
        return made;
    }

    /// <summary>The secret of that name, or null.</summary>
    public string? Find(string name) =>
        File.Exists(PathOf(name)) && File.ReadAllText(PathOf(name)).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Keeps a secret that somebody else made.</summary>
    public void Write(string name, string value) => OwnerFile.Write(PathOf(name), value);
}
