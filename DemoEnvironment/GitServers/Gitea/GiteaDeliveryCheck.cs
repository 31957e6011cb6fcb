using System.Globalization;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>
/// Whether webhooks arrive: Gitea takes any address for one and tells nobody but its log when it can't or may not send there. A webhook
/// of its own is made, tested and removed, so that the test starts no run.
/// </summary>
/// <param name="secrets">Where token and the webhook's secret lie.</param>
/// <param name="server">Where Gitea answers.</param>
/// <param name="log">The end of Gitea's log.</param>
/// <param name="advice">The command that shows it.</param>
/// <param name="time">The clock.</param>
internal sealed class GiteaDeliveryCheck(SecretStore secrets, Uri server, Func<CancellationToken, Task<string>> log, string advice, TimeProvider time)
{
    /// <summary>The path at which the runner notes such deliveries: <c>POST</c> by Gitea, <c>GET</c> by whoever waits.</summary>
    public const string Path = "/webhook/probes/";

    // Gitea gives a receiver five seconds; the machine may be busy.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Sends one and waits for it; null when it came, else what was seen.</summary>
    /// <param name="receiver">The webhook's address as Gitea knows it.</param>
    /// <param name="port">The receiver's port on this machine.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<string?> WhyNotDeliveredAsync(Uri receiver, int port, CancellationToken cancellationToken)
    {
        var path = Path + SecretStore.Random();
        using var api = new GiteaApi(server, GitAccount.Owner, secrets.Find(SecretStore.GitToken)!);
        var hook = await api.NewHookAsync(GitAccount.Repository, new Uri(receiver, path), secrets.Ensure(SecretStore.WebhookSecret), cancellationToken);
        try
        {
            await api.TestHookAsync(GitAccount.Repository, hook.Id, cancellationToken);
            var noted = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));
            await new Wait("a test delivery of Gitea's", Limit, TimeSpan.FromMilliseconds(200), advice)
                .UntilAsync(token => HttpProbe.ProbeAsync(noted, token), time, cancellationToken);
            return null;
        }
        catch (WaitTimedOutException)
        {
            return ReasonIn(await log(cancellationToken))
                ?? $"a test delivery to {receiver.GetLeftPart(UriPartial.Authority)} did not come within {Limit.TotalSeconds:0} s";
        }
        finally
        {
            await api.RemoveHookAsync(GitAccount.Repository, hook.Id, CancellationToken.None);
        }
    }

    /// <summary>The newest line of Gitea's log about a delivery; null when there is none.</summary>
    internal static string? ReasonIn(string log) => log.Split('\n', StringSplitOptions.TrimEntries)
        .LastOrDefault(line => line.Contains("deliver", StringComparison.OrdinalIgnoreCase) || line.Contains("ALLOWED_HOST_LIST", StringComparison.Ordinal));
}
