using System.Collections.Immutable;
using System.Text;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoEnvironment.Git;

/// <summary>An account on a git server. It travels in git's environment, where neither a process list nor a clone's configuration shows it.</summary>
/// <param name="Server">The server's base address; no other server is told.</param>
/// <param name="User">The account.</param>
/// <param name="Token">Its token.</param>
public sealed record GitCredentials(Uri Server, string User, string Token)
{
    /// <summary>The W3C trace context sent along, which git does not do by itself; null for none.</summary>
    public string? TraceParent { get; init; }

    private string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Token}"));

    /// <summary>What must not appear in a message: the token, and the form that goes over the wire.</summary>
    internal ImmutableArray<string> Secrets => [Token, Basic];

    /// <summary>git's settings for it. The server is on this machine: no proxy is asked.</summary>
    internal ImmutableArray<KeyValuePair<string, string>> Settings =>
    [
        new($"http.{Server}.extraHeader", $"Authorization: Basic {Basic}"),
        .. TraceParent is null ? Array.Empty<KeyValuePair<string, string>>() : [new($"http.{Server}.extraHeader", $"traceparent: {TraceParent}")],
        new($"http.{Server}.proxy", ""),
    ];

    /// <summary>The account that owns the repository of the integrations.</summary>
    public static async Task<GitCredentials> ReadAsync(GitServerState server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new(server.BaseUrl, server.Owner, (await File.ReadAllTextAsync(server.TokenFile, cancellationToken)).Trim());
    }

    /// <summary>The account without its token.</summary>
    public override string ToString() => $"{User} at {Server}";
}

/// <summary>Who commits.</summary>
/// <param name="Name">A name.</param>
/// <param name="Email">An address.</param>
public sealed record GitIdentity(string Name, string Email)
{
    /// <summary>The time of the commits, so that the same content is the same commit; null for now.</summary>
    public string? Date { get; init; }

    internal void AddTo(Dictionary<string, string?> environment)
    {
        foreach (var role in (string[])["AUTHOR", "COMMITTER"])
        {
            environment[$"GIT_{role}_NAME"] = Name;
            environment[$"GIT_{role}_EMAIL"] = Email;
            if (Date is not null)
            {
                environment[$"GIT_{role}_DATE"] = Date;
            }
        }
    }
}
