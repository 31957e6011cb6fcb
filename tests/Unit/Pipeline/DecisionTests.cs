using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Pipeline;
using DddAspire.DemoRunner.Rollouts;
using k8s.Models;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

public sealed class DecisionTests
{
    [Fact]
    public void Plan_ChangesWhatANamespaceLacksAndNothingElse()
    {
        var wanted = new Dictionary<string, string> { ["ddd-acme"] = "2", ["ddd-api"] = "1" };
        var dev = new Dictionary<string, string> { ["ddd-acme"] = "2", ["ddd-api"] = "1" };
        var test = new Dictionary<string, string> { ["ddd-acme"] = "1", ["ddd-api"] = "1" };

        var plan = ChangePlan.Make(wanted, [], [dev, test]);

        plan.Changed.ShouldBe(["ddd-acme"]);
        plan.Untouched.ShouldBe(["ddd-api"]);
    }

    [Fact]
    public void Plan_NamesEveryIntegrationThatGitHoldsOnce_AndWhatRunsWithoutIt()
    {
        var wanted = new Dictionary<string, string> { ["ddd-acme"] = "2", ["ddd-dora"] = "1" };
        var there = new Dictionary<string, string> { ["ddd-acme"] = "2", ["ddd-bernie"] = "1", ["ddd-gone"] = "1" };

        var plan = ChangePlan.Make(wanted, ["ddd-bernie"], [there]);

        plan.Changed.ShouldBe(["ddd-dora"]);
        plan.Untouched.ShouldBe(["ddd-acme", "ddd-bernie"]);
        plan.Removed.ShouldBe(["ddd-gone"]);
    }

    [Theory]
    [InlineData(1, 2, 2, 2, 2, "Progressing")]
    [InlineData(2, 2, 1, 2, 2, "Progressing")]
    [InlineData(2, 2, 2, 3, 2, "Progressing")]
    [InlineData(2, 2, 2, 2, 1, "Progressing")]
    [InlineData(2, 2, 2, 2, 2, "Complete")]
    public void Rollout_IsJudgedInTheOrderOfKubectl(long observed, long generation, int updated, int all, int available, string expected) =>
        RolloutState.Of(Deployment(observed, generation, updated, all, available), generation).GetType().Name.ShouldBe(expected);

    [Fact]
    public void Rollout_PastItsDeadline_HasFailed()
    {
        var deployment = Deployment(2, 2, 1, 3, 2);
        deployment.Status.Conditions = [new V1DeploymentCondition { Type = "Progressing", Reason = "ProgressDeadlineExceeded", Status = "False" }];

        RolloutState.Of(deployment, 2).ShouldBeOfType<RolloutState.Failed>();
    }

    [Fact]
    public void Rollout_WithAnOldDeadlineOfAnEarlierChange_HasNotFailedYet()
    {
        var deployment = Deployment(1, 2, 1, 3, 2);
        deployment.Status.Conditions = [new V1DeploymentCondition { Type = "Progressing", Reason = "ProgressDeadlineExceeded", Status = "False" }];

        RolloutState.Of(deployment, 2).ShouldBeOfType<RolloutState.Progressing>();
    }

    [Theory]
    [InlineData(-5, "Progressing")]
    [InlineData(0, "Progressing")]
    [InlineData(1, "Failed")]
    public void Rollout_WhoseControllerStillTellsOfTheOneBefore_HasNotFailedYet(int secondsAfterTheChange, string expected)
    {
        var changed = new DateTime(2026, 11, 23, 17, 11, 20, DateTimeKind.Utc);
        var deployment = Deployment(2, 2, 1, 3, 2);
        deployment.Metadata.ManagedFields = [new V1ManagedFieldsEntry { Manager = Applier.FieldManager, Operation = "Apply", Time = changed }];
        deployment.Status.Conditions =
        [
            new V1DeploymentCondition
            {
                Type = "Progressing", Reason = "ProgressDeadlineExceeded", Status = "False", LastUpdateTime = changed.AddSeconds(secondsAfterTheChange),
            },
        ];

        RolloutState.Of(deployment, 2).GetType().Name.ShouldBe(expected);
    }

    [Theory]
    [InlineData("#2 ERROR\nDockerfile:2\n-----\n 2 | >>> KOPY AcmeV1.bar\n-----\nERROR: failed to build: dockerfile parse error on line 2: unknown instruction: KOPY", 2)]
    [InlineData("ERROR: Cannot connect to the Docker daemon", null)]
    [InlineData("Dockerfile:1\n-----\nERROR: dial tcp 127.0.0.1:5001: connect: connection refused", null)]
    public void BuildFailure_AtALineOfTheDockerfile_NamesIt(string printed, int? line)
    {
        var fault = BuildFault.Find("ddd-acme", [], new ToolFailedException(new ToolCommand("docker", ["buildx"]), 1, printed), "localhost:5001");
        (fault?.Message).ShouldBe(line is null ? null : "ddd-acme/Dockerfile, line 2: failed to build: dockerfile parse error on line 2: unknown instruction: KOPY");
    }

    [Theory]
    [InlineData("Error: building at STEP \"KOPY \": Build error: Unknown instruction: \"KOPY\" &imagebuilder.Step{Env:[]string{\"PATH=/bin\"}}", "line 3: Build error: Unknown instruction: \"KOPY\"")]
    [InlineData("Error: building at STEP \"COPY a.bar /x\": checking on sources: copier: stat: \"/a.bar\": no such file or directory", "line 2: checking on sources: copier: stat: \"/a.bar\": no such file or directory")]
    [InlineData("Error: building at STEP \"RUN false\": while running runtime: exit status 1", null)]
    [InlineData("Error: creating build container: dial tcp 127.0.0.1:5001: connect: connection refused", null)]
    public void BuildFailure_WithPodman_NamesTheInstructionsLine(string printed, string? told)
    {
        string[] dockerfile = ["FROM r/ace-server:12", "COPY a.bar /x", "KOPY b.bar /x"];
        var fault = BuildFault.Find("ddd-acme", dockerfile, new ToolFailedException(new ToolCommand("podman", ["build"]), 125, printed), "localhost:5001");
        (fault?.Message).ShouldBe(told is null ? null : $"ddd-acme/Dockerfile, {told}");
    }

    [Theory]
    [InlineData("ImagePullBackOff", "Back-off pulling image", 1, true)]
    [InlineData("CrashLoopBackOff", "back-off 10s restarting failed container", 0, true)]
    [InlineData("CrashLoopBackOff", "back-off 10s restarting failed container", -1, false)]
    [InlineData("CreateContainerConfigError", "secret \"ddd-credentials\" not found", 1, true)]
    [InlineData("CreateContainerConfigError", "failed to sync configmap cache: timed out waiting for the condition", 1, false)]
    [InlineData("ErrImagePull", "connection refused", 1, false)]
    [InlineData("ContainerCreating", null, 1, false)]
    public void Pod_OfAChangeThatWaitingWillNotHelp_IsRecognized(string reason, string? message, int secondsAfterTheChange, bool hopeless)
    {
        var changed = new DateTime(2026, 11, 23, 17, 11, 20, DateTimeKind.Utc);
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = "p", CreationTimestamp = changed.AddSeconds(secondsAfterTheChange) },
            Status = new V1PodStatus
            {
                ContainerStatuses = [new V1ContainerStatus { State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = reason, Message = message } } }],
            },
        };

        (PodTrouble.Of(pod, changed) is not null).ShouldBe(hopeless);
    }

    private static V1Deployment Deployment(long observed, long generation, int updated, int all, int available) => new()
    {
        Metadata = new V1ObjectMeta { Generation = generation },
        Spec = new V1DeploymentSpec { Replicas = 2 },
        Status = new V1DeploymentStatus { ObservedGeneration = observed, UpdatedReplicas = updated, Replicas = all, AvailableReplicas = available },
    };
}
