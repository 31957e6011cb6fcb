
namespace DddAspire.IntegrationServer.Settings;

/// <summary>What the image and the deployment say about this server. The fix pack and the bar folder are stamped into the image.</summary>
internal sealed record ServerSettings(string FixPack, string BarFolder, int HttpPort, string Instance)
{
    public const int DefaultHttpPort = 8080;

    public static ServerSettings From(ServerEnvironment environment) => new(
        environment.Text("ACE_FIX_PACK", "unstamped"),
        environment.Text("ACE_BARS", "/home/aceuser/initial-config/bars"),
        environment.Port("ACE_HTTP_PORT", DefaultHttpPort),
        environment.Text("HOSTNAME", Environment.MachineName));
}
