using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Load;
using DddAspire.DemoRunner.Page;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Repository;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Serving;

/// <summary>Stories, reports, the load's control and the page.</summary>
internal static class StoryRegistration
{
    private static readonly TimeSpan StatusLimit = TimeSpan.FromSeconds(10);

    // Reading every quote back may take as long as the audit is allowed to, which the load client watches itself.
    private static readonly TimeSpan AuditLimit = TimeSpan.FromMinutes(5);

    /// <summary>Adds them. They need an <see cref="EnvironmentOptions"/> and the pipeline.</summary>
    public static IServiceCollection AddStories(this IServiceCollection services) => services
        .AddPlainClient(nameof(QuoteProbe), StatusLimit)
        .AddPlainClient(nameof(CommitStatuses), StatusLimit)
        .AddSingleton(provider => new ReportFolder(provider.GetRequiredService<StateLayout>().Reports))
        .AddSingleton(provider => LoadControlClient.OnLoopback(provider.GetRequiredService<EnvironmentOptions>().Ports.Load, AuditLimit))
        .AddSingleton(provider => new QuoteProbe(Http(provider, nameof(QuoteProbe))))
        .AddSingleton(provider => new CommitStatuses(Http(provider, nameof(CommitStatuses))))
        .AddSingleton<StoryTools>()
        .AddSingleton<StoryRunner>()
        .AddSingleton<StoryStage>()
        .AddHostedService(provider => provider.GetRequiredService<StoryStage>())
        .AddSingleton<RepositoryEditor>()
        .AddSingleton<PageReader>()
        .AddSingleton<PageFeed>();

    /// <summary>Maps the page and everything it asks for.</summary>
    public static void MapStories(this IEndpointRouteBuilder routes)
    {
        var guarded = routes.MapGroup("").AddEndpointFilter<FaultAnswers>();
        guarded.MapStoryEndpoints();
        guarded.MapRepositoryEndpoints();
        guarded.MapLoadEndpoints();
        guarded.MapReportEndpoints();
        guarded.MapPageEndpoints();
    }

    // Nothing that is measured may be sent twice or go through somebody's proxy: no resilience handler, no proxy.
    private static IServiceCollection AddPlainClient(this IServiceCollection services, string name, TimeSpan limit) => services
        .AddHttpClient(name, http => http.Timeout = limit)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false })
        .Services;

    private static HttpClient Http(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);
}
