using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Git;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Pipeline;
using DddAspire.DemoRunner.Rollouts;
using DddAspire.DemoRunner.Runs;
using DddAspire.DemoRunner.Webhooks;
using DddAspire.DemoRunner.Workers;

namespace DddAspire.DemoRunner.Serving;

/// <summary>The pipeline's parts, from the webhook to the last rollout.</summary>
internal static class PipelineRegistration
{
    /// <summary>Adds the pipeline. It needs an <see cref="EnvironmentOptions"/>.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => provider.GetRequiredService<EnvironmentOptions>().Layout)
        .AddWorkerHealth()
        .AddRuns()
        .AddStages()
        .AddHostedService<RunWorker>()
        .AddSingleton<ClusterWatch>()
        .AddHostedService(provider => provider.GetRequiredService<ClusterWatch>())
        .AddHostedService<Reconciler>();

    /// <summary>Maps the webhook and the runs.</summary>
    public static void MapPipeline(this IEndpointRouteBuilder routes)
    {
        routes.MapWebhooks();
        routes.MapWebhookProbes();
        routes.MapRuns();
    }

    private static IServiceCollection AddWorkerHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<WorkerHealth>("background work");
        return services.AddSingleton<WorkerHealth>();
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
        services.AddHttpClient(nameof(BranchHead)).ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(10));
        return services
            .AddSingleton(provider => new BranchHead(Http(provider, nameof(BranchHead))))
            .AddSingleton(provider => new RegistryClient(Http(provider, nameof(RegistryClient))))
            .AddSingleton(provider => new CommitStatusPublisher(
                Http(provider, nameof(CommitStatusPublisher)),
                new Uri($"http://127.0.0.1:{provider.GetRequiredService<EnvironmentOptions>().Ports.Page}"),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<CommitStatusPublisher>>()))
            .AddSingleton<PipelineAccess>()
            .AddSingleton<BaseImageDigests>()
            .AddSingleton<SourceReader>()
            .AddSingleton<DependencyRetry>()
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
