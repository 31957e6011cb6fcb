using System.Collections.Immutable;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Secrets;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>
/// Gives a Gitea that runs its account, token, repository and webhook. What is lost is made again: also after the state folder was lost,
/// the password changed or a second factor added.
/// </summary>
/// <param name="command">Gitea's command line.</param>
/// <param name="secrets">Where token, password and the webhook's secret lie.</param>
/// <param name="server">Where Gitea answers.</param>
/// <param name="time">The clock.</param>
internal sealed class GiteaSetup(GiteaCommand command, SecretStore secrets, Uri server, TimeProvider time)
{
    private const string TokenPrefix = "ddd-demo-";
    private const string Scopes = "write:repository,write:user";
    private const string AdministratorScopes = "write:admin,write:user";
    private static readonly ImmutableArray<string> HostNames = ["127.0.0.1", "localhost", "host.docker.internal", "host.containers.internal"];

    /// <summary>Sets it up; safe to call again.</summary>
    /// <param name="receiver">Where push events are to go.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task RunAsync(Uri receiver, CancellationToken cancellationToken)
    {
        var isNew = await command.EnsureAccountAsync(GitAccount.Owner, GitAccount.Email, cancellationToken);
        if (isNew || !await HasTokenAsync(cancellationToken))
        {
            await RenewAsync(cancellationToken);
        }

        using var api = new GiteaApi(server, GitAccount.Owner, secrets.Find(SecretStore.GitToken)!);
        await api.EnsureRepositoryAsync(GitAccount.Repository, GitAccount.Branch, cancellationToken);
        await EnsureHookAsync(api, receiver, cancellationToken);
    }

    /// <summary>Whether a webhook is one that set-up made, for whatever port the receiver had then.</summary>
    internal static bool IsOurs(GiteaHook hook, string path) =>
        hook.Receiver is { } receiver && HostNames.Contains(receiver.Host) && receiver.AbsolutePath.StartsWith(path, StringComparison.Ordinal);

    private async Task<bool> HasTokenAsync(CancellationToken cancellationToken)
    {
        if (secrets.Find(SecretStore.GitToken) is not { } known)
        {
            return false;
        }

        using var api = new GiteaApi(server, GitAccount.Owner, known);
        return await api.IsAcceptedAsync(cancellationToken);
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var name = NewTokenName();
        var token = await command.NewTokenAsync(GitAccount.Owner, name, Scopes, cancellationToken);
        using var api = new GiteaApi(server, GitAccount.Owner, token);
        if (!await api.IsAcceptedAsync(cancellationToken))
        {
            // Just made inside the container, so it is another server that answers. It gets no password.
            throw new PartBrokenException(
                "Gitea", $"what answers at {server} does not know a token that Gitea in our container has just made: it is another server",
                $"stop what listens on port {server.Port}, or: ./demo up --git-port {server.Port + 1}");
        }

        secrets.Write(SecretStore.GitToken, token);
        var password = secrets.Ensure(SecretStore.GitPassword);
        using var administrator = new GiteaApi(server, GitAccount.Owner, await command.NewTokenAsync(GitAccount.Owner, NewTokenName(), AdministratorScopes, cancellationToken));
        await administrator.SetPasswordAsync(password, cancellationToken);
        using var byPassword = new GiteaApi(server, GitAccount.Owner, password, isPassword: true);
        await byPassword.RemoveTokensAsync(TokenPrefix, keep: name, cancellationToken);
    }

    // Made anew each time: the secret of one that exists can't be compared.
    private async Task EnsureHookAsync(GiteaApi api, Uri receiver, CancellationToken cancellationToken)
    {
        foreach (var stale in (await api.HooksAsync(GitAccount.Repository, cancellationToken)).Where(hook => IsOurs(hook, receiver.AbsolutePath)))
        {
            await api.RemoveHookAsync(GitAccount.Repository, stale.Id, cancellationToken);
        }

        await api.NewHookAsync(GitAccount.Repository, receiver, secrets.Ensure(SecretStore.WebhookSecret), cancellationToken);
    }

    private string NewTokenName() => $"{TokenPrefix}{time.GetUtcNow():yyyyMMddHHmmss}-{SecretStore.Random()[..6]}";
}
