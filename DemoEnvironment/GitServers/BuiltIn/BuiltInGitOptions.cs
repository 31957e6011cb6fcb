namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>What the built-in git server serves, and whom it tells.</summary>
public sealed record BuiltInGitOptions
{
    /// <summary>The folder for the repository, the commit statuses and the delivery log. Absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The port on 127.0.0.1, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>What a push or a commit status must show as password or token.</summary>
    public required string Token { get; init; }

    /// <summary>The HMAC key of webhook signatures.</summary>
    public required string WebhookSecret { get; init; }

    /// <summary>Where push events go.</summary>
    public required Uri Webhook { get; init; }

    /// <summary>The account that owns the repository.</summary>
    public string Owner { get; init; } = GitAccount.Owner;

    /// <summary>The repository's name.</summary>
    public string Repository { get; init; } = GitAccount.Repository;
}
