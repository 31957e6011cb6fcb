using System.CommandLine;
using System.Text.Json;
using DddAspire.Contracts.Faults;
using DddAspire.DemoRunner.CommandLine;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.CommandLine;

/// <summary>What goes wrong is told as what it is: no stack trace, and no "Stopped." where nobody stopped anything.</summary>
public sealed class FailureTests
{
    [Fact]
    public void TimeOut_WithoutCtrlC_IsNoStop()
    {
        var timeOut = new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout of 5 seconds elapsing.", new TimeoutException());

        DemoCommandLine.IsNoAnswer(timeOut, interrupted: false).ShouldBeTrue();
        DemoCommandLine.IsNoAnswer(timeOut, interrupted: true).ShouldBeFalse();
        DemoCommandLine.IsNoAnswer(new HttpRequestException("Connection refused"), interrupted: false).ShouldBeTrue();
        DemoCommandLine.IsNoAnswer(new JsonException("'<' is an invalid start of a value."), interrupted: false).ShouldBeTrue();
        DemoCommandLine.IsNoAnswer(new InvalidOperationException("a defect"), interrupted: false).ShouldBeFalse();
    }

    [Fact]
    public void Advice_AfterACommandWithOptions_HasThemToo()
    {
        var environment = new EnvironmentArguments();
        var root = new RootCommand { new Command("up") };
        foreach (var option in environment.All)
        {
            root.Add(option);
        }

        environment.Fit("./demo down", root.Parse(["up", "--state", "/tmp/mine", "--page-port", "6050"])).ShouldBe("./demo down --state /tmp/mine --page-port 6050");
        environment.Fit("./demo down", null).ShouldBe("./demo down");
    }

    [Fact]
    public void Variable_OfAChoiceThatThereIsNot_IsRefusedWithThoseThereAre() =>
        Should.Throw<MachineException>(() => OptionValues.Read(OptionValues.Git, "foo", "DDD_GIT")).Message.ShouldBe("DDD_GIT is 'foo', which is none of auto, built-in, gitea");

    [Theory]
    [InlineData("12a")]
    [InlineData("-1")]
    [InlineData("70000")]
    public void Variable_OfAPortThatIsNone_IsRefused(string text) =>
        Should.Throw<MachineException>(() => OptionValues.ReadPort(text, "DDD_API_PORT", 8080)).Message.ShouldContain("DDD_API_PORT");

    [Theory]
    [InlineData(null, 8080)]
    [InlineData("", 8080)]
    [InlineData("9090", 9090)]
    public void Variable_OfAPort_IsRead(string? text, int port) => OptionValues.ReadPort(text, "DDD_API_PORT", 8080).ShouldBe(port);
}
