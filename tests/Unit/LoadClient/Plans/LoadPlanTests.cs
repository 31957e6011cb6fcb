using System.Text.Json;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Plans;

public sealed class LoadPlanTests
{
    [Fact]
    public void Plan_WithNothingButAUrl_HasTheDefaults()
    {
        var plan = JsonSerializer.Deserialize("""{"url":"http://127.0.0.1:8080"}""", LoadJson.Default.LoadPlan)!;

        plan.ShouldBe(new LoadPlan("http://127.0.0.1:8080"));
        (plan.Rate, plan.TimeoutMs, plan.FreshConnectionShare, plan.Script).ShouldBe((50, 2000, 0.1, CallScript.Quotes));
        plan.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Plan_IsWrittenInCamelCase_EnumsToo() =>
        JsonSerializer.Serialize(new LoadPlan("http://host", Script: CallScript.Get, Objectives: new LoadObjectives()), LoadJson.Default.LoadPlan)
            .ShouldBe("""{"url":"http://host","rate":50,"rampFrom":null,"rampSeconds":null,"timeoutMs":2000,"freshConnectionShare":0.1,"durationSeconds":null,"script":"get","maxInFlight":1024,"auditSeconds":60,"objectives":{"maxFailed":0,"longestGapMs":1000,"maxP99Ms":null,"latenessLimitMs":100,"auditClean":true}}""");

    [Fact]
    public void Plan_OutOfEveryRange_NamesEveryProblemAtOnce() =>
        new LoadPlan("ftp://host", Rate: 0, RampFrom: -1, TimeoutMs: 0, FreshConnectionShare: 2, DurationSeconds: -1, MaxInFlight: 0, AuditSeconds: -1)
            .Problems().Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)])
            .ShouldBe(["url", "rate", "rampFrom", "rampFrom and rampSeconds", "timeoutMs", "freshConnectionShare", "durationSeconds", "maxInFlight", "auditSeconds"]);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"url":null}""")]
    public void Plan_WithoutAUrl_NamesItAsTheProblem(string json) =>
        JsonSerializer.Deserialize(json, LoadJson.Default.LoadPlan)!.Problems().ShouldBe(["url: '' is not an http:// or https:// address"]);

    [Fact]
    public void Objectives_OutOfRange_AreNamed() =>
        new LoadPlan("http://host", Objectives: new LoadObjectives(MaxFailed: -1, LongestGapMs: 0, LatenessLimitMs: double.NaN))
            .Problems().Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)])
            .ShouldBe(["objectives.maxFailed", "objectives.longestGapMs", "objectives.latenessLimitMs"]);
}
