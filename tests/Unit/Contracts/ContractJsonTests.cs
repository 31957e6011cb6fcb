using System.Collections.Immutable;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Contracts;

/// <summary>The JSON text of each record that crosses a process: other programs read these fields by name.</summary>
public sealed class ContractJsonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly Quantiles Latency = new(1, 2, 3.5, 4, 5);
    private const string LatencyJson = """{"p50":1,"p90":2,"p99":3.5,"p999":4,"max":5}""";

    [Fact]
    public void LoadPlan_WithDefaults_IsThisText() =>
        JsonSerializer.Serialize(new LoadPlan("http://127.0.0.1:8080/", 12.5), LoadJson.Default.LoadPlan).ShouldBe(
            """{"url":"http://127.0.0.1:8080/","rate":12.5,"rampFrom":null,"rampSeconds":null,"timeoutMs":2000,"freshConnectionShare":0.1,"durationSeconds":null,"script":"quotes","maxInFlight":1024,"auditSeconds":60,"objectives":null}""");

    [Fact]
    public void LoadPlan_OfAUrlAlone_HasTheDefaults() =>
        JsonSerializer.Deserialize("""{"url":"http://127.0.0.1:8080/","objectives":{"maxFailed":3}}""", LoadJson.Default.LoadPlan)
            .ShouldBe(new LoadPlan("http://127.0.0.1:8080/", Objectives: new LoadObjectives(3)));

    [Fact]
    public void LoadRequests_AndTheirAnswers_AreTheseTexts()
    {
        JsonSerializer.Serialize(new LoadStarted("r1"), LoadJson.Default.LoadStarted).ShouldBe("""{"id":"r1"}""");
        JsonSerializer.Serialize(new RateChange(20), LoadJson.Default.RateChange).ShouldBe("""{"rate":20}""");
        JsonSerializer.Serialize(new MarkRequest("baseline-end"), LoadJson.Default.MarkRequest).ShouldBe("""{"name":"baseline-end"}""");
        JsonSerializer.Serialize(new LoadProblem(["no run"]), LoadJson.Default.LoadProblem).ShouldBe("""{"problems":["no run"]}""");
    }

    [Fact]
    public void LoadStatus_OfARunUnderWay_IsThisText() =>
        JsonSerializer.Serialize(
            new LoadStatus(LoadState.Running, true, "r1", "http://a/", 50, Noon, "start", 100, 99, 98, 1, 1, 2), LoadJson.Default.LoadStatus).ShouldBe(
            """{"state":"running","running":true,"id":"r1","url":"http://a/","rate":50,"startedAt":"2026-03-14T12:00:00+00:00","phase":"start","scheduled":100,"sent":99,"succeeded":98,"failed":1,"unsent":1,"inFlight":2}""");

    [Fact]
    public void LoadWindow_OfASecond_IsThisText() =>
        JsonSerializer.Serialize(
            new LoadWindow(
                "r1", 7, Noon, "start", 50, 50, 50, 49, 1, 0, Latency, Latency, Quantiles.None,
                ImmutableSortedDictionary<FailureKind, long>.Empty.Add(FailureKind.WrongBody, 1),
                [new VersionCount("acme", "12.0.11.0-r1", "AcmeV1", 49)]),
            LoadJson.Default.LoadWindow).ShouldBe(
            """{"run":"r1","number":7,"start":"2026-03-14T12:00:00+00:00","phase":"start","rate":50,"scheduled":50,"sent":50,"succeeded":49,"failed":1,"unsent":0,"latencyMs":"""
            + LatencyJson + ""","serviceMs":""" + LatencyJson
            + ""","latenessMs":{"p50":0,"p90":0,"p99":0,"p999":0,"max":0},"failuresByKind":{"wrongBody":1},"versions":[{"integration":"acme","runtime":"12.0.11.0-r1","bar":"AcmeV1","answers":49}]}""");

    [Fact]
    public void LoadReport_OfARun_IsThisText() =>
        JsonSerializer.Serialize(
            new LoadReport(
                "r1", new LoadPlan("http://a/"), Noon, null, new LoadVerdict(VerdictKind.Inconclusive, ["too slow"]),
                new LoadFigures(
                    50, 10, 10, 9, 1, 0, 0, 41.5, Latency, [new CallFailure(Noon, FailureKind.Reset, "closed", "api=1/2", 3, 4.5)], 0,
                    ImmutableSortedDictionary<FailureKind, long>.Empty.Add(FailureKind.Reset, 1), 0, Latency, 0.25),
                [new VersionObservation("acme", "12.0.11.0-r1", "AcmeV1", Noon, Noon, 9)],
                new AuditFigures(9, 8, 7, 6, 5, 4, 3, 2, 1.5),
                [new PhaseMark("baseline-end", Noon)],
                [new PhaseFigures("start", Noon, 10, 9, 1, Latency)],
                new BaselineComparison(9, 3.5, 8, 4.5),
                new ScheduleFigures(30, 49.9, Latency, 7),
                new ConnectionFigures(4, 3, 2, 1),
                new ClientFigures(6, 5, 4, 3, 2, 1)),
            LoadJson.Default.LoadReport).ShouldBe(
            """{"id":"r1","plan":{"url":"http://a/","rate":50,"rampFrom":null,"rampSeconds":null,"timeoutMs":2000,"freshConnectionShare":0.1,"durationSeconds":null,"script":"quotes","maxInFlight":1024,"auditSeconds":60,"objectives":null},"startedAt":"2026-03-14T12:00:00+00:00","endedAt":null,"verdict":{"kind":"inconclusive","reasons":["too slow"],"notes":[]},"load":{"rate":50,"scheduled":10,"sent":10,"succeeded":9,"failed":1,"unsent":0,"retries":0,"longestGapMs":41.5,"latencyMs":"""
            + LatencyJson
            + ""","failures":[{"at":"2026-03-14T12:00:00+00:00","kind":"reset","detail":"closed","version":"api=1/2","call":3,"afterMs":4.5}],"failuresDropped":0,"failuresByKind":{"reset":1},"cutOff":0,"serviceMs":"""
            + LatencyJson
            + ""","failureShareBelow":0.25},"versions":[{"integration":"acme","runtime":"12.0.11.0-r1","bar":"AcmeV1","firstSeen":"2026-03-14T12:00:00+00:00","lastSeen":"2026-03-14T12:00:00+00:00","answers":9}],"audit":{"acknowledged":9,"stored":8,"missing":7,"duplicated":6,"unknown":5,"unknownStored":4,"unknownNotStored":3,"notAudited":2,"durationMs":1.5},"marks":[{"name":"baseline-end","at":"2026-03-14T12:00:00+00:00"}],"phases":[{"name":"start","startedAt":"2026-03-14T12:00:00+00:00","scheduled":10,"succeeded":9,"failed":1,"latencyMs":"""
            + LatencyJson
            + """}],"comparison":{"baselineSucceeded":9,"baselineP99Ms":3.5,"changeSucceeded":8,"changeP99Ms":4.5},"schedule":{"durationSeconds":30,"achievedRate":49.9,"latenessMs":"""
            + LatencyJson
            + ""","mostInFlight":7},"connections":{"opened":4,"onFresh":3,"onReused":2,"foundClosed":1},"client":{"cpuMs":6,"cpuPerCallUs":5,"gcCollections":4,"gcPauseMs":3,"gcWorstSecondMs":2,"workingSetMiB":1}}""");

    [Fact]
    public void Run_ThatWentBack_IsThisText() =>
        JsonSerializer.Serialize(
            new RunView(
                "3-abc", "abcdef", RunTrigger.Webhook, RunResult.RolledBack, Noon, null, ["ddd-acme"], ["ddd-api"],
                [new StageView("build", Noon, 812.5, "passed"), new StageView("deploy-dev", Noon, null, "running")], "not ready", null),
            RunJson.Options).ShouldBe(
            """{"id":"3-abc","commit":"abcdef","trigger":"webhook","result":"rolledBack","pushedAt":"2026-03-14T12:00:00+00:00","liveAt":null,"rolledOut":["ddd-acme"],"untouched":["ddd-api"],"stages":[{"name":"build","startedAt":"2026-03-14T12:00:00+00:00","durationMs":812.5,"result":"passed"},{"name":"deploy-dev","startedAt":"2026-03-14T12:00:00+00:00","durationMs":null,"result":"running"}],"reason":"not ready","traceParent":null,"finished":true}""");

    public static TheoryData<StoryEvent, string> Events => new()
    {
        {
            new StoryEvent.Started(Noon, "one", new StoryRequest(StoryName.FixPack, "ddd-acme", "ddd-test", 50), ["Look", "Push"]),
            """{"type":"started","id":"one","request":{"story":"fix-pack","integration":"ddd-acme","namespace":"ddd-test","rate":50},"titles":["Look","Push"],"at":"2026-03-14T12:00:00+00:00"}"""
        },
        { new StoryEvent.StepWaiting(Noon, 1), """{"type":"stepWaiting","number":1,"at":"2026-03-14T12:00:00+00:00"}""" },
        { new StoryEvent.StepStarted(Noon, 1), """{"type":"stepStarted","number":1,"at":"2026-03-14T12:00:00+00:00"}""" },
        {
            new StoryEvent.StepEnded(Noon, 1, StepResult.Passed, "4 integrations"),
            """{"type":"stepEnded","number":1,"result":"passed","detail":"4 integrations","at":"2026-03-14T12:00:00+00:00"}"""
        },
        {
            new StoryEvent.SubjectKnown(Noon, new StorySubject("ddd-acme", "ddd-test", new IntegrationVersion("1", "A"), new IntegrationVersion("2", "A"))),
            """{"type":"subject","subject":{"integration":"ddd-acme","namespace":"ddd-test","from":{"runtime":"1","bar":"A"},"to":{"runtime":"2","bar":"A"}},"at":"2026-03-14T12:00:00+00:00"}"""
        },
        { new StoryEvent.Noted(Noon, "put back"), """{"type":"note","text":"put back","at":"2026-03-14T12:00:00+00:00"}""" },
        { new StoryEvent.Marked(Noon, "pushed"), """{"type":"mark","name":"pushed","at":"2026-03-14T12:00:00+00:00"}""" },
        {
            new StoryEvent.LoadSeen(Noon, new TimelineSecond(Noon, 50, 1, 11.5, ImmutableSortedDictionary<string, long>.Empty.Add("1/A", 50))),
            """{"type":"load","second":{"at":"2026-03-14T12:00:00+00:00","succeeded":50,"failed":1,"p99Ms":11.5,"versions":{"1/A":50},"p50Ms":0},"at":"2026-03-14T12:00:00+00:00"}"""
        },
        {
            new StoryEvent.Ended(Noon, StoryOutcome.Failed, ["one"], "/r/report.html"),
            """{"type":"ended","verdict":"failed","reasons":["one"],"reportPath":"/r/report.html","at":"2026-03-14T12:00:00+00:00"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void StoryEvent_OfEachKind_IsThisTextAndReadBack(StoryEvent happened, string text)
    {
        JsonSerializer.Serialize(happened, ReportJson.Compact).ShouldBe(text);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<StoryEvent>(text, ReportJson.Compact), ReportJson.Compact).ShouldBe(text);
    }

    [Fact]
    public void RunnerRequests_AndTheirAnswers_AreTheseTexts()
    {
        JsonSerializer.Serialize(new StoryOptions(50, null, "ddd-acme"), JsonSerializerOptions.Web).ShouldBe("""{"rate":50,"namespace":null,"integration":"ddd-acme"}""");
        JsonSerializer.Serialize(new StoryOptions(null, null, null) { Step = true }, JsonSerializerOptions.Web).ShouldBe("""{"rate":null,"namespace":null,"integration":null,"step":true}""");
        JsonSerializer.Serialize(new StoryAccepted("one"), JsonSerializerOptions.Web).ShouldBe("""{"id":"one"}""");
        JsonSerializer.Serialize(new LoadRequest(50, "ddd-dev"), JsonSerializerOptions.Web).ShouldBe("""{"rate":50,"namespace":"ddd-dev"}""");
        JsonSerializer.Serialize(new BaseImageRequest("12.0.12.0-r1"), JsonSerializerOptions.Web).ShouldBe("""{"fixPack":"12.0.12.0-r1"}""");
        JsonSerializer.Serialize(new BarRequest("AcmeV2"), JsonSerializerOptions.Web).ShouldBe("""{"bar":"AcmeV2"}""");
        JsonSerializer.Serialize(new PushAccepted("abc"), JsonSerializerOptions.Web).ShouldBe("""{"commit":"abc"}""");
    }

    [Fact]
    public void PageStatus_OfARunningDemo_IsThisText() =>
        JsonSerializer.Serialize(
            new PageStatus(
                ImmutableSortedDictionary<string, string>.Empty.Add("page", "http://127.0.0.1:5050/"),
                [new IntegrationView("ddd-acme", "ddd-test", "1", "A", "i@sha256:1", 1, 2, [new PodView("u", "p", "sha256:1", 0, null)])],
                new PageLoad(true, 50, 9, 1), true),
            ReportJson.Compact).ShouldBe(
            """{"urls":{"page":"http://127.0.0.1:5050/"},"integrations":[{"name":"ddd-acme","namespace":"ddd-test","runtime":"1","bar":"A","image":"i@sha256:1","ready":1,"desired":2,"pods":[{"uid":"u","name":"p","imageDigest":"sha256:1","restarts":0,"startedAt":null}]}],"load":{"running":true,"rate":50,"succeeded":9,"failed":1},"hasReport":true}""");
}
