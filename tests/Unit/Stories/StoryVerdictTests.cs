using System.Collections.Immutable;
using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

public sealed class StoryVerdictTests
{
    [Fact]
    public void Judge_AllAsClaimed_PassesAndSaysWhy() =>
        StoryVerdict.Judge(SampleStory.Facts).ShouldSatisfyAllConditions(
            verdict => verdict.Outcome.ShouldBe(StoryOutcome.Passed),
            verdict => verdict.Reasons.ShouldBe(
            [
                "Callers were served by ddd-acme 12.0.11.0-r1/AcmeV1, then 12.0.12.0-r1/AcmeV1, then 12.0.11.0-r1/AcmeV1 again.",
                "Only ddd-acme was touched: the pods of all other integrations are those of before, none restarted.",
                "0 of 9,000 calls failed: with 95 % confidence fewer than 1 in 3,000 would.",
                "All 4,500 acknowledged quotes are stored, each once.",
            ]));

    [Fact]
    public void Judge_CallsFailed_Fails() =>
        Judged(facts => facts with
        {
            Load = SampleStory.Load with
            {
                Judgement = VerdictKind.Missed,
                Figures = SampleStory.Load.Figures with { Failed = 12, Succeeded = 8_988, Failures = [new(SampleStory.At(30), FailureKind.Refused, "connection refused")] },
            },
        }).ShouldBe((StoryOutcome.Failed, "12 of 9,000 calls failed (refused)."));

    [Fact]
    public void Judge_CallsFailedButTheClientSaysMet_Fails() =>
        Judged(facts => facts with { Load = SampleStory.Load with { Figures = SampleStory.Load.Figures with { Failed = 1 } } })
            .ShouldBe((StoryOutcome.Failed, "1 of 9,000 calls failed."));

    [Fact]
    public void Judge_CallsFailedBeforeTheFirstChange_IsInconclusiveWithTheFigures() =>
        Judged(facts => facts with
        {
            Load = SampleStory.Load with
            {
                Judgement = VerdictKind.Missed,
                Reasons = ["530 of 9,000 calls failed (timeout 526, status 4), allowed are 0"],
                FailedBeforeChange = 530,
                Figures = SampleStory.Load.Figures with { Failed = 530, Failures = [new(SampleStory.At(5), FailureKind.Timeout, "no answer"), new(SampleStory.At(6), FailureKind.Status, "503")] },
                Instrument = SampleStory.Load.Instrument with { Machine = new MachineFigures(54, 5.5, 12, 2, -5) },
            },
        }).ShouldBe((StoryOutcome.Inconclusive, $"The solution does not carry this load on this machine: 530 of 9,000 calls at {SampleStory.Load.Figures.Rate:0.##} a second failed before anything was changed (timeout, status) (CPU pressure 54 %, 5.5 threads ready on 2 processors on average (12 at most), p99 of (sent - due) {SampleStory.Load.Instrument.LatenessMs.P99:0.#} ms)."));

    [Fact]
    public void Judge_CallsFailedBeforeAndAfterTheChange_Fails() =>
        Judged(facts => facts with
        {
            Load = SampleStory.Load with
            {
                Judgement = VerdictKind.Missed,
                FailedBeforeChange = 3,
                Figures = SampleStory.Load.Figures with { Failed = 4, Failures = [new(SampleStory.At(5), FailureKind.Timeout, "no answer")] },
            },
        }).ShouldBe((StoryOutcome.Failed, "4 of 9,000 calls failed (timeout)."));

    [Fact]
    public void Judge_ClientFellBehind_IsInconclusiveWithItsReason() =>
        Judged(facts => facts with { Load = SampleStory.Load with { Judgement = VerdictKind.Inconclusive, Reasons = ["p99 of the lateness was 80 ms."] } })
            .ShouldBe((StoryOutcome.Inconclusive, "p99 of the lateness was 80 ms."));

    [Fact]
    public void Judge_QuoteMissing_Fails() =>
        Judged(facts => facts with { Load = SampleStory.Load with { Audit = new(4_500, 4_499, 1, 0, 0, 0) } })
            .ShouldBe((StoryOutcome.Failed, "1 of 4,500 acknowledged quotes are missing from the database."));

    [Fact]
    public void Judge_QuoteStoredTwice_Fails() =>
        Judged(facts => facts with { Load = SampleStory.Load with { Audit = new(4_500, 4_500, 0, 2, 0, 0) } })
            .ShouldBe((StoryOutcome.Failed, "2 of 4,500 acknowledged quotes are stored more than once."));

    [Fact]
    public void Judge_NoAudit_IsInconclusive() =>
        Judged(facts => facts with { Load = SampleStory.Load with { Audit = null } })
            .ShouldBe((StoryOutcome.Inconclusive, "The acknowledged quotes could not be read back."));

    [Fact]
    public void Judge_NoLoad_IsInconclusive() =>
        Judged(facts => facts with { Load = null })
            .ShouldBe((StoryOutcome.Inconclusive, "No load ran, so nothing is known about what callers would have seen."));

    [Fact]
    public void Judge_SamePodsAsBefore_FailsAsNoChange() =>
        Judged(facts => facts with { Changes = [SampleStory.Upgrade with { Evidence = SampleStory.Upgrade.Evidence with { After = SampleStory.Upgrade.Evidence.Before } }, SampleStory.Rollback] })
            .Reason.ShouldBe("The change did not take place: after the upgrade, 2 of 2 pods of ddd-acme in ddd-dev are those of before.");

    [Fact]
    public void Judge_NewPodsWithTheSameImage_FailsAsNoChange() =>
        Judged(facts => facts with { Changes = [SampleStory.Upgrade with { Evidence = SampleStory.Upgrade.Evidence with { After = SameImage(SampleStory.Upgrade.Evidence.After) } }, SampleStory.Rollback] })
            .ShouldBe((StoryOutcome.Failed, "The change did not take place: after the upgrade, ddd-acme in ddd-dev runs the same image as before (sha256:old)."));

    [Fact]
    public void Judge_CallersNeverSawTheNewRuntime_FailsAsNoChange() =>
        Judged(facts => facts with { Load = SampleStory.Load with { Versions = [SampleStory.Load.Versions[1]] } })
            .ShouldBe((StoryOutcome.Failed,
                "The change did not take place: no caller was ever answered by ddd-acme 12.0.12.0-r1/AcmeV1; seen: 12.0.11.0-r1/AcmeV1."));

    [Fact]
    public void Judge_OldRuntimeNotSeenAgain_Fails() =>
        Judged(facts => facts with { Load = SampleStory.Load with { Versions = [SampleStory.Load.Versions[0], SampleStory.Load.Versions[1] with { LastSeen = SampleStory.At(26) }] } })
            .ShouldBe((StoryOutcome.Failed, "After the way back no caller was answered by ddd-acme 12.0.11.0-r1/AcmeV1 again."));

    [Fact]
    public void Judge_AnotherIntegrationRolledOut_Fails() =>
        Judged(facts => facts with { Changes = [SampleStory.Upgrade with { Run = SampleStory.Upgrade.Run! with { RolledOut = ["ddd-acme", "ddd-api"] } }, SampleStory.Rollback] })
            .ShouldBe((StoryOutcome.Failed, "The run of the upgrade rolled out ddd-api as well."));

    [Fact]
    public void Judge_AnotherIntegrationsPodRestarted_Fails() =>
        Judged(facts => facts with { Changes = [SampleStory.Upgrade with { Evidence = SampleStory.Upgrade.Evidence with { After = ApiRestarted(SampleStory.Upgrade.Evidence.After) } }, SampleStory.Rollback] })
            .ShouldBe((StoryOutcome.Failed, "ddd-api in ddd-dev was not left alone by the upgrade: its pods were replaced or restarted."));

    [Fact]
    public void Judge_RunNotStartedByTheWebhook_Fails() =>
        Judged(facts => facts with { Changes = [SampleStory.Upgrade, SampleStory.Rollback with { Run = SampleStory.Rollback.Run! with { Trigger = RunTrigger.Reconcile } }] })
            .ShouldBe((StoryOutcome.Failed, "The run of the rollback was not started by the webhook but by the reconcile (no webhook was seen)."));

    [Fact]
    public void Judge_RunFailed_FailsWithItsReason() =>
        Judged(facts => facts with { Changes = [SampleStory.Upgrade with { Run = SampleStory.Upgrade.Run! with { Result = RunResult.Failed, Reason = "no such base image" } }, SampleStory.Rollback] })
            .ShouldBe((StoryOutcome.Failed, "The run of the upgrade was to end 'Passed' and is 'Failed': no such base image"));

    [Fact]
    public void Judge_SecondChangeNeverMade_IsInconclusive() =>
        Judged(facts => facts with { Changes = [SampleStory.Upgrade] }).ShouldBe((StoryOutcome.Inconclusive, "1 of 2 changes were made."));

    [Theory]
    [InlineData(StepFailureCause.Expectation, StoryOutcome.Failed)]
    [InlineData(StepFailureCause.Environment, StoryOutcome.Inconclusive)]
    [InlineData(StepFailureCause.Cancelled, StoryOutcome.Inconclusive)]
    internal void Judge_StepDidNotSeeWhatItExpected_DependsOnWhoseFaultItWas(StepFailureCause cause, StoryOutcome outcome) =>
        Judged(facts => facts with { StepFailures = [new(cause, "step 4: why")] }).ShouldBe((outcome, "step 4: why"));

    [Fact]
    public void Judge_BrokenFixPackTakenBack_Passes() =>
        StoryVerdict.Judge(BrokenFixPack).Outcome.ShouldBe(StoryOutcome.Passed);

    [Fact]
    public void Judge_BrokenFixPackCostOldPods_Fails()
    {
        var lost = BrokenFixPack.Changes[0] with { Evidence = BrokenFixPack.Changes[0].Evidence with { After = SampleStory.Cluster("other", SampleStory.Old) } };

        StoryVerdict.Judge(BrokenFixPack with { Changes = [lost, BrokenFixPack.Changes[1]] }).Reasons[0]
            .ShouldBe("The old version was to serve on, but after the upgrade 2 of 2 pods of ddd-acme in ddd-dev are gone.");
    }

    [Fact]
    public void Judge_BrokenFixPackServedCallers_Fails() =>
        StoryVerdict.Judge(BrokenFixPack with { Load = SampleStory.Load }).Reasons
            .ShouldBe(["Callers were answered by ddd-acme 12.0.12.0-r1/AcmeV1, which was never to serve."]);

    [Fact]
    public void Judge_OfAnIntegrationThatNobodyCalls_PassesByItsPods_AndSaysWhatIsNotKnown() =>
        StoryVerdict.Judge(Uncalled).ShouldSatisfyAllConditions(
            verdict => verdict.Outcome.ShouldBe(StoryOutcome.Passed),
            verdict => verdict.Reasons[0].ShouldBe(
                "No answer names ddd-acme: it was judged by its pods and by the calls to the API; what callers of its own would have seen was not measured."));

    [Fact]
    public void Judge_OfAnIntegrationThatNobodyCalls_WhoseRuntimeDidNotChange_FailsAsNoChange()
    {
        var same = Uncalled.Changes[0] with { Evidence = SampleStory.Upgrade.Evidence with { After = SampleStory.Cluster("new", SampleStory.Old) } };

        StoryVerdict.Judge(Uncalled with { Changes = [same, SampleStory.Rollback] }).ShouldSatisfyAllConditions(
            verdict => verdict.Outcome.ShouldBe(StoryOutcome.Failed),
            verdict => verdict.Reasons[0].ShouldBe(
                "The change did not take place: after the upgrade, ddd-acme in ddd-dev runs 12.0.11.0-r1/AcmeV1 and not 12.0.12.0-r1/AcmeV1."));
    }

    [Fact]
    public void Integration_ThatAnswersName_IsCalled()
    {
        Callers.IsNamed("ddd-acme", SampleStory.Load).ShouldBeTrue();
        Callers.IsNamed("ddd-dora", SampleStory.Load).ShouldBeFalse();
        Callers.IsNamed("ddd-dora", SampleStory.Load with { Versions = [] }).ShouldBeTrue("answers without the header name nobody");
    }

    private static StoryFacts Uncalled => SampleStory.Facts with { IsCalled = false, Load = SampleStory.Load with { Versions = [] } };

    private static StoryFacts BrokenFixPack
    {
        get
        {
            var same = SampleStory.Cluster("old", SampleStory.Old);
            var upgrade = new ChangeFacts(
                ExpectedEffect.TakenBack,
                SampleStory.Target(SampleStory.New),
                SampleStory.Upgrade.Run! with { Result = RunResult.RolledBack, Reason = "never ready" },
                SampleStory.Upgrade.Evidence with { Before = same, After = same, SeenAt = null });
            var revert = new ChangeFacts(
                ExpectedEffect.Nothing,
                SampleStory.Target(SampleStory.Old),
                SampleStory.Rollback.Run! with { RolledOut = [] },
                SampleStory.Rollback.Evidence with { Before = same, After = same, SeenAt = null });
            return SampleStory.Facts with { Changes = [upgrade, revert], Load = SampleStory.Load with { Versions = [SampleStory.Load.Versions[1]] } };
        }
    }

    private static (StoryOutcome Outcome, string Reason) Judged(Func<StoryFacts, StoryFacts> spoil)
    {
        var verdict = StoryVerdict.Judge(spoil(SampleStory.Facts));
        return (verdict.Outcome, verdict.Reasons[0]);
    }

    private static ImmutableArray<IntegrationView> SameImage(ImmutableArray<IntegrationView> views) =>
        [.. views.Select(view => view with { Pods = [.. view.Pods.Select(pod => pod with { ImageDigest = "sha256:old" })] })];

    private static ImmutableArray<IntegrationView> ApiRestarted(ImmutableArray<IntegrationView> views) =>
        [.. views.Select(view => view.Name == "ddd-api" ? view with { Pods = [.. view.Pods.Select(pod => pod with { Restarts = 1 })] } : view)];
}
