using System.Globalization;
using DddAspire.AppHost.Parts;
using DddAspire.DemoEnvironment.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace DddAspire.AppHost.Runner;

/// <summary>The two programs as project resources: each listens where the options say, as it does without Aspire.</summary>
internal static class RunnerBuilding
{
    private const string Endpoint = "http";
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(5);

    /// <summary>The runner: webhook receiver, pipeline, stories and page; and the built-in git server where Gitea is not used.</summary>
    public static IResourceBuilder<ProjectResource> AddRunner(
        this IDistributedApplicationBuilder builder, string name, DemoSettings settings, IResourceBuilder<GitServerResource> git)
    {
        builder.Services.AddSingleton(_ => new RunnerClient(
            new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{settings.Environment.Ports.Page}/"), Timeout = AnswerLimit }, TimeProvider.System));
        return builder.AddProject<Projects.DemoRunner>(name, options => options.ExcludeLaunchProfile = true)
            .WithArgs("serve")
            .WithOptions(settings.Environment)
            .WithEnvironment(context => context.EnvironmentVariables["DDD_GIT"] = git.Resource.State.Kind)
            .WithFixedEndpoint(settings.Environment.Ports.Page)
            .WithUrlForEndpoint(Endpoint, url => url.DisplayText = "Story page")
            .WithHttpHealthCheck("/health", endpointName: Endpoint)
            .WithoutHttpsCertificate()
            .WithIconName("ArrowRepeatAll");
    }

    /// <summary>The load client, which takes its orders from the runner.</summary>
    public static IResourceBuilder<ProjectResource> AddLoadClient(this IDistributedApplicationBuilder builder, string name, DemoSettings settings) =>
        builder.AddProject<Projects.LoadClient>(name, options => options.ExcludeLaunchProfile = true)
            .WithArgs("--control-port", Text(settings.Environment.Ports.Load))
            .WithFixedEndpoint(settings.Environment.Ports.Load)
            .WithUrlForEndpoint(Endpoint, url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithHttpHealthCheck("/health", endpointName: Endpoint)
            .WithoutHttpsCertificate()
            .WithIconName("TopSpeed");

    private static IResourceBuilder<ProjectResource> WithFixedEndpoint(this IResourceBuilder<ProjectResource> program, int port) =>
        program.WithHttpEndpoint(port, port, Endpoint, isProxied: false);

    private static IResourceBuilder<ProjectResource> WithOptions(this IResourceBuilder<ProjectResource> runner, EnvironmentOptions options) => runner
        .WithEnvironment("DDD_REPOSITORY", options.RepositoryRoot)
        .WithEnvironment("DDD_STATE", options.StateDirectory)
        .WithEnvironment("DDD_REGISTRY_PORT", Text(options.Ports.Registry))
        .WithEnvironment("DDD_API_PORT", Text(options.Ports.Api))
        .WithEnvironment("DDD_DEV_API_PORT", Text(options.Ports.DevApi))
        .WithEnvironment("DDD_PAGE_PORT", Text(options.Ports.Page))
        .WithEnvironment("DDD_GIT_PORT", Text(options.Ports.Git))
        .WithEnvironment("DDD_LOAD_PORT", Text(options.Ports.Load));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
