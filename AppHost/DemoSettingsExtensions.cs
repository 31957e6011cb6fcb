using DddAspire.AppHost.Integrations;
using DddAspire.AppHost.Parts;
using DddAspire.AppHost.Stories;
using DddAspire.DemoEnvironment;
using DddAspire.Contracts.Faults;
using DddAspire.Contracts.Runner;
using DddAspire.DemoEnvironment.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace DddAspire.AppHost;

/// <summary>Reads the choices, shows them as Aspire parameters, and registers what the resources work with.</summary>
internal static class DemoSettingsExtensions
{
    // The name under which Aspire would offer to set a parameter; it leaves a command of that name that is there alone.
    private const string SetParameter = "set-parameter";
    private static readonly TimeSpan RunnerLimit = TimeSpan.FromMinutes(5);

    extension(IDistributedApplicationBuilder builder)
    {
        /// <summary>What the user chose.</summary>
        public DemoSettings DemoSettings =>
            (DemoSettings)builder.Services.Single(service => service.ServiceType == typeof(DemoSettings)).ImplementationInstance!;
    }

    /// <summary>Reads what was chosen and puts every choice into the model.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="exit">Whether it is to end with the story's verdict.</param>
    /// <returns>Null when a choice is not understood: what is has been said then, and the exit code is set.</returns>
    public static DemoSettings? AddDemoSettings(this IDistributedApplicationBuilder builder, bool exit)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return Refuse("the AppHost runs the demo; its Helm chart is written by a project of its own", "dotnet run --project Publishing -- --operation publish --step publish --output-path FOLDER");
        }

        try
        {
            var settings = DemoSettings.Read(builder.Configuration, Path.GetFullPath("..", builder.AppHostDirectory));
            if (exit && StorySelection.Parse(new ParameterValues(builder.Configuration).Text(DemoSettings.StoryParameter)).IsEmpty)
            {
                return Refuse("--exit ends with a story's verdict, and parameter story is none", "dotnet run --project AppHost -- --exit");
            }

            builder.AddParameters(settings);
            builder.Services.AddSingleton(settings).AddDemo();
            if (exit)
            {
                builder.Services.AddSingleton<ExitWithVerdict>();
                builder.Eventing.Subscribe<BeforeStartEvent>((starting, cancellationToken) =>
                {
                    _ = starting.Services.GetRequiredService<ExitWithVerdict>().WatchAsync();
                    return Task.CompletedTask;
                });
            }

            return settings;
        }
        catch (MachineException exception)
        {
            return Refuse(exception.Message, exception.Advice);
        }
    }

    private static void AddParameters(this IDistributedApplicationBuilder builder, DemoSettings settings)
    {
        var choices = new ParameterValues(builder.Configuration);
        foreach (var name in DemoSettings.Defaults.Keys)
        {
            var parameter = builder.AddParameter(DemoSettings.ResourceName(name), () => choices.Text(name));
            _ = DemoSettings.SettableWhileRunning.Contains(name)
                ? parameter.WithDescription("Counts from the next story on that is begun from the dashboard.")
                : parameter.ReadAtStart();
        }

        foreach (var (name, secret) in settings.Environment.ChosenSecrets)
        {
            builder.AddParameter(name, () => secret, secret: true).ReadAtStart();
        }
    }

    // What is set while the application runs would have no effect, so setting is not offered.
    private static IResourceBuilder<ParameterResource> ReadAtStart(this IResourceBuilder<ParameterResource> parameter)
    {
        var advice = $"dotnet run --project AppHost -- --Parameters:{parameter.Resource.Name}=VALUE";
        return parameter
            .WithDescription($"Read when the AppHost starts: {advice}")
            .WithCommand(SetParameter, "Set", _ => Task.FromResult(CommandResults.Failure($"Read when the AppHost starts: {advice}")), new CommandOptions
            {
                UpdateState = _ => ResourceCommandState.Hidden,
            });
    }

    private static void AddDemo(this IServiceCollection services) =>
        services.AddSingleton(TimeProvider.System)
            .AddSingleton(provider => provider.GetRequiredService<DemoSettings>().Environment with { Kind = Cluster(provider).Nodes })
            .AddSingleton(provider => new LocalEnvironment(provider.GetRequiredService<EnvironmentOptions>(), new StepsInLogs(TimeProvider.System), TimeProvider.System))
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<EnvironmentLease>(provider, Cluster(provider).Lifetime))
            .AddSingleton(provider => RunnerClient.OnLoopback(provider.GetRequiredService<EnvironmentOptions>().Ports.Page, RunnerLimit))
            .AddHostedService<IntegrationsFollower>();

    private static KindClusterResource Cluster(IServiceProvider provider) =>
        provider.GetRequiredService<DistributedApplicationModel>().Resources.OfType<KindClusterResource>().SingleOrDefault()
        ?? new KindClusterResource("cluster", provider.GetRequiredService<DemoSettings>().Environment) { Lifetime = provider.GetRequiredService<DemoSettings>().Lifetime };

    private static DemoSettings? Refuse(string reason, string advice)
    {
        Console.Error.WriteLine($"{reason}\nNext: {advice}");
        Environment.ExitCode = ExitCodes.NotUnderstood;
        return null;
    }
}
