using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Status;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoRunner.Pipeline;
using StepScope = DddAspire.DemoEnvironment.Steps.StepScope;
using Wait = DddAspire.DemoEnvironment.Steps.Wait;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>Waits until the pipeline has deployed what is in git: the first time as every other time.</summary>
internal sealed class FirstDeployment(EnvironmentOptions options, StepLog steps, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UnreachableLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    private static readonly HttpClient Api = LoopbackHttp.Create(AnswerLimit);
    private readonly StatusReader status = new(options);
    private string said = "";
    private long? unreachableSince;

    /// <summary>Returns when every integration is ready in both namespaces and no run is under way.</summary>
    /// <exception cref="DeploymentFailedException">The newest run failed.</exception>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        steps.RunAsync("Integrations", async step =>
        {
            using var runner = RunnerClient.OnLoopback(options.Ports.Page, AnswerLimit);
            await new Wait("the integrations to be deployed", Limit, TimeSpan.FromMilliseconds(500), $"tail {options.Layout.Log("serve")}")
                .UntilAsync(token => ProbeAsync(runner, step, token), time, cancellationToken);
            step.Made("ready in ddd-dev and ddd-test");
        });

    private async Task<string?> ProbeAsync(RunnerClient runner, StepScope step, CancellationToken cancellationToken)
    {
        if (await RunsAsync(runner, cancellationToken) is not { } runs)
        {
            return "the runner does not answer";
        }

        var newest = runs.MaxBy(run => run.PushedAt);
        if (newest is not { Finished: true })
        {
            return newest is null ? "no pipeline run yet" : Tell(step, newest.Stages.LastOrDefault()?.Name ?? "queued");
        }

        var now = await status.ReadAsync(cancellationToken);
        // Git decides which integrations there are.
        var complete = newest.Integrations.Any() && newest.Integrations.All(name => now.Integrations.Count(one => one.Name == name) == Solution.Namespaces.Length);
        var ready = complete && now.Integrations.All(one => one.Ready >= one.Desired);
        return ready
            ? await ApiAsync(now.Urls.Api, cancellationToken)
            : newest.Result == RunResult.Passed ? "not every integration is ready"
            : !complete && runs.Count(run => run.Commit == newest.Commit) < Reconciler.FirstDeploymentAttempts ? Tell(step, "trying again", $"{newest.Result}: {newest.Reason}")
            : throw new DeploymentFailedException(newest, options.Ports.Page);
    }

    // A runner that is busy is asked again; one that ended will not answer any more.
    private async Task<ImmutableArray<RunView>?> RunsAsync(RunnerClient runner, CancellationToken cancellationToken)
    {
        try
        {
            var runs = await runner.RunsAsync(cancellationToken);
            unreachableSince = null;
            return runs;
        }
        catch (RunnerUnreachableException) when (time.GetElapsedTime(unreachableSince ??= time.GetTimestamp()) < UnreachableLimit)
        {
            return null;
        }
    }

    // After a restart of the node the cluster goes on saying for a while what was true before it.
    private static async Task<string?> ApiAsync(Uri api, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Api.GetAsync(new Uri(api, "/ready"), cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"the API is not ready ({(int)answer.StatusCode})";
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return $"the API does not answer: {exception.Message}";
        }
    }

    private string Tell(StepScope step, string seen, string? reason = null)
    {
        if (seen != said)
        {
            step.Say(reason is null ? seen : $"{seen} ({reason})");
        }

        return said = seen;
    }
}
