using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Rollouts;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Webhooks;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>The pipeline's parts, from the webhook to the last rollout.</summary>
internal static class PipelineRegistration
{
    /// <summary>Adds the pipeline. It needs an <see cref="EnvironmentOptions"/>.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => provider.GetRequiredService<EnvironmentOptions>().Layout)
        .AddRuns()
        .AddStages()
        .AddHostedService<RunWorker>()
        .AddHostedService<Reconciler>();

    /// <summary>Maps the webhook and the runs.</summary>
    public static void MapPipeline(this IEndpointRouteBuilder routes)
    {
        routes.MapWebhooks();
        routes.MapRuns();
    }

    private static IServiceCollection AddRuns(this IServiceCollection services) => services
        .AddSingleton(provider => new RunJournal(Path.Combine(provider.GetRequiredService<StateLayout>().Root, "runs.db")))
        .AddSingleton<RunCatalog>()
        .AddSingleton(provider => new RunLog(
            Path.Combine(provider.GetRequiredService<StateLayout>().Root, "runs"), provider.GetRequiredService<TimeProvider>()));

    private static IServiceCollection AddStages(this IServiceCollection services)
    {
        services.AddHttpClient(nameof(RegistryClient)).ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(10));
        services.AddHttpClient(nameof(CommitStatusPublisher)).ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(5));
        return services
            .AddSingleton(provider => new RegistryClient(Http(provider, nameof(RegistryClient))))
            .AddSingleton(provider => new CommitStatusPublisher(
                Http(provider, nameof(CommitStatusPublisher)),
                new Uri($"http://127.0.0.1:{provider.GetRequiredService<EnvironmentOptions>().Ports.Page}"),
                provider.GetRequiredService<ILogger<CommitStatusPublisher>>()))
            .AddSingleton<PipelineAccess>()
            .AddSingleton<SourceReader>()
            .AddSingleton<RegistryPatience>()
            .AddSingleton<ImageBuilder>()
            .AddSingleton<RolloutWatcher>()
            .AddSingleton<ApiCheck>()
            .AddSingleton<NamespaceDeployer>()
            .AddSingleton<ClusterView>()
            .AddSingleton<RunExecutor>();
    }

    private static HttpClient Http(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);
}
