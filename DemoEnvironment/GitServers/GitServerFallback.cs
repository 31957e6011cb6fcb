using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.GitServers;

/// <summary>Starts the git server that was decided on, and the built-in one in its place where its webhooks do not arrive and nobody insisted on it.</summary>
/// <param name="start">Starts one, with its first content and what works in the background.</param>
/// <param name="whyNotDelivered">Null when a webhook of a server that runs arrives, else why it does not.</param>
/// <param name="steps">Where the change of mind is told.</param>
internal sealed class GitServerFallback(
    Func<GitServerChoice, CancellationToken, Task<GitServerState>> start, Func<GitServerState, CancellationToken, Task<string?>> whyNotDelivered, StepLog steps)
{
    /// <summary>Starts it.</summary>
    /// <param name="decided">Which.</param>
    /// <param name="mayFallBack">Whether another may take its place: not where it was asked for, nor where somebody may have worked in its repository.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="PartBrokenException">Its webhooks do not arrive, and no other may take its place.</exception>
    public async Task<GitServerState> StartAsync(GitServerChoice decided, bool mayFallBack, CancellationToken cancellationToken)
    {
        var git = await start(decided, cancellationToken);
        if (await whyNotDelivered(git, cancellationToken) is not { } reason)
        {
            return git;
        }

        if (!mayFallBack)
        {
            throw Undelivered(reason);
        }

        steps.Notice($"Gitea's webhooks do not reach this machine: {reason}. The built-in git server takes its place (--git gitea insists on Gitea)");
        return await start(GitServerChoice.BuiltIn, cancellationToken);
    }

    /// <summary>What is wrong where webhooks do not arrive.</summary>
    public static PartBrokenException Undelivered(string reason) =>
        new("git server", $"Gitea's webhooks do not reach the runner: {reason}", "./demo up --git built-in   # or mend what is named above, then ./demo up");
}
