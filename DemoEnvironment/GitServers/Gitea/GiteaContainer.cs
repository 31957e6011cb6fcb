using System.Globalization;
using DddAspire.DemoEnvironment.Containers;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>How Gitea is run: lean, for one account, on loopback only.</summary>
internal static class GiteaContainer
{
    private const int UsualPort = 3000;

    /// <summary>The container.</summary>
    /// <param name="image">Gitea's rootless image.</param>
    /// <param name="port">The port on 127.0.0.1.</param>
    /// <param name="onHostNetwork">Whether it shares the host's network: only so it reaches a webhook receiver on the host's loopback.</param>
    public static ContainerSpec Specification(string image, int port, bool onHostNetwork) =>
        new(GiteaServer.ContainerName, image, port, UsualPort, $"{GiteaServer.ContainerName}:/var/lib/gitea")
        {
            OnHostNetwork = onHostNetwork,
            Variables = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["GITEA__database__DB_TYPE"] = "sqlite3",
                ["GITEA__security__INSTALL_LOCK"] = "true",
                ["GITEA__server__DISABLE_SSH"] = "true",
                ["GITEA__server__HTTP_ADDR"] = onHostNetwork ? "127.0.0.1" : "0.0.0.0",
                ["GITEA__server__HTTP_PORT"] = (onHostNetwork ? port : UsualPort).ToString(CultureInfo.InvariantCulture),
                ["GITEA__server__OFFLINE_MODE"] = "true",
                ["GITEA__server__ROOT_URL"] = $"http://127.0.0.1:{port}/",
                ["GITEA__service__DISABLE_REGISTRATION"] = "true",
                // The default lets webhooks go to public addresses only.
                ["GITEA__webhook__ALLOWED_HOST_LIST"] = "loopback,private",
                ["GITEA__actions__ENABLED"] = "false",
                ["GITEA__packages__ENABLED"] = "false",
                ["GITEA__indexer__ISSUE_INDEXER_TYPE"] = "db",
                ["GITEA__cron__ENABLED"] = "false",
                ["GITEA__log__LEVEL"] = "Warn",
            },
        };
}
