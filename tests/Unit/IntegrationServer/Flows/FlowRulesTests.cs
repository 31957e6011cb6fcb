using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Flows;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Flows;

/// <summary>Values that would only fail when the first message comes are refused when the bar is read.</summary>
public sealed class FlowRulesTests
{
    [Theory]
    [InlineData("79228162514264337593543950335", 1, "the cost of estimate is 0 to 1000000 a dent")]
    [InlineData("-1", 1, "the cost of estimate is 0 to 1000000 a dent")]
    [InlineData("50", int.MaxValue, "the appointment of estimate is 0 to 3650 days away")]
    [InlineData("50", -1, "the appointment of estimate is 0 to 3650 days away")]
    public void Estimate_ThatNoQuestionCouldBeAnsweredWith_IsRefused(string cost, int days, string rule)
    {
        var estimate = new FlowStep.Estimate("Vendor", decimal.Parse(cost, null), days, 0, 1);

        Should.Throw<FlowRefusedException>(() => FlowRules.Check(new Flow("test", [new FlowStep.QueueInput("q", "g"), estimate, new FlowStep.Reply()])))
            .Message.ShouldBe(rule);
    }
}
