using System.Text.Json;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Serving;

/// <summary>What the runner answers when it could not do something.</summary>
public sealed class FaultAnswerTests
{
    [Fact]
    public async Task Advice_OfARunnerWithOptions_HasThemToo()
    {
        var token = TestContext.Current.CancellationToken;
        await using var runner = await ServedRunner.StartAsync();

        using var answer = await runner.Http.PostAsync("/load/stop", null, token);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(token)).RootElement;

        ((int)answer.StatusCode).ShouldBe(503);
        problem.GetProperty("advice").GetString()!.ShouldStartWith($"./demo up --state {runner.Options.StateDirectory} --page-port {runner.Options.Ports.Page} ");
    }
}
