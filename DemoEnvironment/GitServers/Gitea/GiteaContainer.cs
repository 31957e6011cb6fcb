using System.Globalization;
using DddAspire.DemoEnvironment.Containers;

namespace DddAspire.DemoEnvironment.GitServers.Gitea;

/// <summary>How Gitea is run: lean, for one account, on loopback only.</summary>
internal static class GiteaContainer
{
    private const int UsualPort = 3000;

    // Both settings: the second is the older name of the first, and goes. By name, as an engine in a virtual machine may give the
    // host an address that is neither private nor loopback.
    private const string WebhookHosts = "loopback,private,host.docker.internal,host.containers.internal";

    /// <summary>The container.</summary>
    /// <param name="name">Its name, which is its volume's too.</param>
    /// <param name="image">Gitea's rootless image.</param>
    /// <param name="port">The port on 127.0.0.1.</param>
    /// <param name="network">Whose network it uses.</param>
    /// <param name="owner">The environment that it belongs to.</param>
    public static ContainerSpec Specification(string name, string image, int port, GiteaNetwork network, EnvironmentOwner owner) =>
        new(name, image, port, UsualPort, $"{name}:/var/lib/gitea", owner)
        {
            OnHostNetwork = network == GiteaNetwork.Host,
            Hosts = network == GiteaNetwork.OwnWithHostGateway ? ["host.docker.internal:host-gateway"] : [],
            Variables = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["GITEA__database__DB_TYPE"] = "sqlite3",
                ["GITEA__security__INSTALL_LOCK"] = "true",
                ["GITEA__server__DISABLE_SSH"] = "true",
                ["GITEA__server__HTTP_ADDR"] = network == GiteaNetwork.Host ? "127.0.0.1" : "0.0.0.0",
                ["GITEA__server__HTTP_PORT"] = (network == GiteaNetwork.Host ? port : UsualPort).ToString(CultureInfo.InvariantCulture),
                ["GITEA__server__ROOT_URL"] = $"http://127.0.0.1:{port}/",
                ["GITEA__service__DISABLE_REGISTRATION"] = "true",
                ["GITEA__security__ALLOWED_HOST_LIST"] = WebhookHosts,
                ["GITEA__webhook__ALLOWED_HOST_LIST"] = WebhookHosts,
                // A push goes through two queues before its webhook is sent. Of the usual type they are polled, up to two seconds each;
                // of this one they are not. With one worker, what was pushed first is delivered first.
                ["GITEA__queue__TYPE"] = "channel",
                ["GITEA__queue__MAX_WORKERS"] = "1",
                ["GITEA__actions__ENABLED"] = "false",
                ["GITEA__packages__ENABLED"] = "false",
                ["GITEA__indexer__ISSUE_INDEXER_TYPE"] = "db",
                ["GITEA__cron__ENABLED"] = "false",
                ["GITEA__log__LEVEL"] = "Warn",
            },
        };
}

/// <summary>Whose network Gitea's container uses; its webhooks have to reach a receiver on this machine's loopback.</summary>
internal enum GiteaNetwork
{
    /// <summary>This machine's: then that loopback is its own.</summary>
    Host,

    /// <summary>Its own, where the engine knows a name for this machine by itself.</summary>
    Own,

    /// <summary>Its own, where the engine has to be told that name.</summary>
    OwnWithHostGateway,
}
