using DddAspire.DemoEnvironment.GitServers.BuiltIn;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoRunner.Serving;

/// <summary>Runs the built-in git server for as long as the host runs.</summary>
internal sealed class GitServerHost(EnvironmentOptions options, SecretStore secrets, ILoggerFactory logging, TimeProvider time) : IHostedService
{
    private BuiltInGitServer? server;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        server = await BuiltInGitServer.StartAsync(
            new BuiltInGitOptions
            {
                Folder = options.Layout.Git,
                Port = options.Ports.Git,
                Token = secrets.Ensure(SecretStore.GitToken),
                WebhookSecret = secrets.Ensure(SecretStore.WebhookSecret),
                Webhook = new Uri($"http://127.0.0.1:{options.Ports.Page}/webhook"),
            },
            logging,
            time,
            cancellationToken);

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
