using System.Net;
using DddAspire.DemoEnvironment.GitServers.BuiltIn;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Telemetry;
using DddAspire.ServiceDefaults;

namespace DddAspire.DemoRunner.Serving;

/// <summary>The one daemon: webhook receiver, pipeline, stories and page; and the git server, if it is the built-in one.</summary>
internal static class ServeHost
{
    /// <summary>Works until it is told to stop.</summary>
    public static async Task<int> RunAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Ports.Page));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        builder.AddServiceDefaults(RunnerTelemetry.SourceName, ToolRunner.ActivitySourceName, StepLog.ActivitySourceName, BuiltInGitServer.ActivitySourceName);
        builder.Services.AddLimitedStop().AddSingleton(options).AddSingleton(new SecretStore(options.Layout, options.ChosenSecrets));
        if (options.Git != GitServerChoice.Gitea)
        {
            // Before the stories, so that it is stopped after them: a story that is stopped pushes its change back.
            builder.Services.AddHostedService<GitServerHost>();
        }

        builder.Services.AddHostedService<LeftoverRemoval>().AddPipeline().AddStories();
        await using var application = builder.Build();
        application.UseSameOrigin();
        application.UseStopWithOpenStreams();
        application.MapDefaultEndpoints();
        application.MapPipeline();
        application.MapStories();
        await application.RunAsync(cancellationToken);
        return 0;
    }
}
