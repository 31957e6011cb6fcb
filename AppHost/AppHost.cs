using DddAspire.AppHost;
using DddAspire.AppHost.Commands;
using DddAspire.AppHost.Integrations;
using DddAspire.AppHost.Parts;
using DddAspire.AppHost.Runner;
using DddAspire.AppHost.Stories;
using DddAspire.AppHost.Telemetry;
using DddAspire.DemoEnvironment;

ProxyBypass.ForThisMachine();
var builder = DistributedApplication.CreateBuilder(ExitOption.RemoveFrom(args));
if (builder.AddDemoSettings(ExitOption.IsIn(args)) is not { } settings)
{
    return;
}

// The environment; registry, cluster and git server come up side by side.
var prerequisites = builder.AddPrerequisites("prerequisites");
var registry = builder.AddLocalRegistry("registry").WaitForCompletion(prerequisites);
var cluster = builder.AddKindCluster("cluster")
    .WithKubernetesVersion(settings.Cluster.KubernetesVersion)
    .WithNodeImage(settings.Cluster.NodeImage)
    .WithWorkerNodes(settings.Cluster.WorkerNodes)
    .WithNodeMounts(settings.Cluster.Mounts)
    .WithClusterLifetime(settings.Lifetime)
    .WaitForCompletion(prerequisites);
var git = builder.AddGitServer("git").WaitForCompletion(prerequisites);

// What is put into it.
var baseImages = builder.AddBaseImages("base-images").WithReference(registry).WaitFor(registry);
var repository = git.AddRepository("repository").WaitFor(git);
var platform = cluster.AddPlatform("platform").WithReference(registry).WaitFor(cluster).WaitFor(registry);
var telemetry = cluster.AddTelemetry("telemetry").WaitForCompletion(platform);
var queue = cluster.AddClusterService("queue", "nats").WaitForCompletion(platform);
var database = cluster.AddClusterService("database", "postgres").WaitForCompletion(platform);

// The pipeline. The built-in git server is a part of the runner, so the runner waits for the decision only.
var runner = builder.AddRunner("runner")
    .WithReference(git).WithReference(registry).WithReference(cluster)
    .WaitForStart(git)
    .WithRunnerCommands();

// When all of it is there the runner deploys what git has, as it does after every push.
var demo = builder.AddDemoEnvironment("demo", git)
    .WaitForCompletion(baseImages).WaitForCompletion(repository).WaitForCompletion(platform)
    .WaitFor(telemetry).WaitFor(runner);
var acme = cluster.AddIntegration("ddd-acme").WithReference(queue).WaitFor(demo);
var bernie = cluster.AddIntegration("ddd-bernie").WithReference(queue).WaitFor(demo);
var chris = cluster.AddIntegration("ddd-chris").WithReference(queue).WaitFor(demo);
var api = cluster.AddIntegration("ddd-api").WithReference(queue).WithReference(database).WithApi().WaitFor(demo);

// The load, and the story that is told under it.
var load = builder.AddLoadClient("load").WithReference(api).WaitFor(demo).WithLoadCommands();
builder.AddStory("story").WithReference(runner).WithReference(load)
    .WaitFor(api).WaitFor(acme).WaitFor(bernie).WaitFor(chris).WaitFor(load).WaitFor(runner);

// Disposed in any case: the environment's end is a part of that.
await using var application = builder.Build();
await application.RunAsync();
