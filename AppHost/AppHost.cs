using DddAspire.AppHost;
using DddAspire.AppHost.Commands;
using DddAspire.AppHost.Integrations;
using DddAspire.AppHost.Parts;
using DddAspire.AppHost.Publishing;
using DddAspire.AppHost.Runner;

var builder = DistributedApplication.CreateBuilder(args);
if (builder.ExecutionContext.IsPublishMode)
{
    builder.AddInstallation();
    await builder.Build().RunAsync();
    return;
}

if (builder.AddDemoSettings() is not { } settings)
{
    return;
}

var environment = DemoEnvironmentBuilding.Begin(builder, settings);

// What is set up, in the order in which it can be: registry, cluster and git server side by side.
var registry = environment.AddRegistry("registry");
var cluster = environment.AddKindCluster("cluster");
var git = environment.AddGitServer("git");

// The programs. The built-in git server is a part of the runner, so the runner waits for the decision only.
var runner = builder.AddRunner("runner", settings, git).WaitForStart(git).WithStoryCommands(settings);

var baseImages = environment.AddBaseImages("base-images").WaitFor(registry);
var repository = environment.AddRepository("repository", git).WaitFor(git);
var platform = environment.AddPlatform("platform", cluster).WaitFor(cluster).WaitFor(registry);
var telemetry = environment.AddTelemetry("telemetry", cluster).WaitForCompletion(platform);

// When all of it is there the runner deploys what git has, as it does after every push.
var demo = environment.AddEnvironment("demo", git)
    .WaitForCompletion(baseImages).WaitForCompletion(repository).WaitForCompletion(platform)
    .WaitFor(telemetry).WaitFor(runner);
builder.AddLoadClient("load", settings).WaitFor(demo).WithLoadCommands(settings);

foreach (var name in IntegrationNames.All)
{
    cluster.AddIntegration(name, settings.Environment).WaitFor(demo).WithIntegrationCommands();
}

builder.FollowIntegrations();

// Disposed in any case: the environment's end is a part of that.
await using var application = builder.Build();
await application.RunAsync();
