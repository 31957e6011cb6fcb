using System.Globalization;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.AppHost.Runner;

/// <summary>The two programs as project resources: each listens where the options say, as it does without Aspire.</summary>
internal static class ProgramResourceBuilderExtensions
{
    private const string Endpoint = "http";

    /// <summary>The runner: webhook receiver, pipeline, stories and page; and the built-in git server where Gitea is not used.</summary>
    public static IResourceBuilder<ProjectResource> AddRunner(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        var options = builder.DemoSettings.Environment;
        return builder.AddProject<Projects.DemoRunner>(name, project => project.ExcludeLaunchProfile = true)
            .WithArgs("serve")
            .WithOptions(options)
            .WithFixedEndpoint(options.Ports.Page)
            .WithUrlForEndpoint(Endpoint, url => url.DisplayText = "Story page")
            .WithHttpHealthCheck("/health", endpointName: Endpoint)
            .WithoutHttpsCertificate()
            .WithIconName("ArrowRepeatAll");
    }

    /// <summary>The load client, which takes its orders from the runner.</summary>
    public static IResourceBuilder<ProjectResource> AddLoadClient(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        var port = builder.DemoSettings.Environment.Ports.Load;
        return builder.AddProject<Projects.LoadClient>(name, project => project.ExcludeLaunchProfile = true)
            .WithArgs("--control-port", Text(port))
            .WithFixedEndpoint(port)
            .WithUrlForEndpoint(Endpoint, url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithHttpHealthCheck("/health", endpointName: Endpoint)
            .WithoutHttpsCertificate()
            .WithIconName("TopSpeed");
    }

    private static IResourceBuilder<ProjectResource> WithFixedEndpoint(this IResourceBuilder<ProjectResource> program, int port) =>
        program.WithHttpEndpoint(port, port, Endpoint, isProxied: false);

    private static IResourceBuilder<ProjectResource> WithOptions(this IResourceBuilder<ProjectResource> runner, EnvironmentOptions options) => runner
        .WithEnvironment("DDD_REPOSITORY", options.RepositoryRoot)
        .WithEnvironment("DDD_STATE", options.StateDirectory)
        .WithEnvironment("DDD_API_PORT", Text(options.Ports.Api))
        .WithEnvironment("DDD_DEV_API_PORT", Text(options.Ports.DevApi))
        .WithEnvironment("DDD_PAGE_PORT", Text(options.Ports.Page))
        .WithEnvironment("DDD_GIT_PORT", Text(options.Ports.Git))
        .WithEnvironment("DDD_LOAD_PORT", Text(options.Ports.Load));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
