using DddAspire.DemoEnvironment.Settings;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>What a person is told to type next means the environment that he works with.</summary>
public sealed class AdviceTests
{
    private static readonly EnvironmentOptions Default = new() { RepositoryRoot = "/home/me/ddd", StateDirectory = "/home/me/ddd/.demo" };
    private static readonly EnvironmentOptions Other = Default with { StateDirectory = "/home/me/my state", Ports = new Ports { Page = 6050, Git = 4000 } };

    [Theory]
    [InlineData("./demo up   # starts it again; its log is logs/serve.log in the state folder")]
    [InlineData("curl -s http://127.0.0.1:5050/runs")]
    [InlineData("kubectl --kubeconfig .demo/kubeconfig get pods")]
    public void Advice_WithoutAnyChoice_IsAsItWasWritten(string advice) => Advice.For(advice, Default).ShouldBe(advice);

    [Theory]
    [InlineData("./demo", "./demo {0}")]
    [InlineData("./demo   # tells the story; ./demo down removes everything", "./demo {0}   # tells the story; ./demo down {0} removes everything")]
    [InlineData("./demo status   # then: ./demo up", "./demo status {0}   # then: ./demo up {0}")]
    [InlineData("./demo story fix-pack --exit", "./demo story fix-pack {0} --exit")]
    [InlineData("unset X; ./demo down   # removes it", "unset X; ./demo down {0}   # removes it")]
    [InlineData("'./demo up' goes on from here", "'./demo up {0}' goes on from here")]
    [InlineData("the next ./demo starts in seconds.\nNext: ./demo down", "the next ./demo {0} starts in seconds.\nNext: ./demo down {0}")]
    public void Advice_ForAnotherFolderAndPorts_NamesThem(string advice, string fitting) =>
        Advice.For(advice, Other).ShouldBe(string.Format(null, fitting, "--state '/home/me/my state' --page-port 6050 --git-port 4000"));

    [Theory]
    [InlineData("./demo up --git-port 3001", "./demo up --state '/home/me/my state' --page-port 6050 --git-port 3001")]
    [InlineData("./demo down --state /elsewhere   # or: ./demo --state /elsewhere", "./demo down --page-port 6050 --git-port 4000 --state /elsewhere   # or: ./demo --page-port 6050 --git-port 4000 --state /elsewhere")]
    [InlineData("./demo up --git built-in", "./demo up --state '/home/me/my state' --page-port 6050 --git-port 4000 --git built-in")]
    public void Advice_ThatNamesAnOptionItself_KeepsIt(string advice, string fitting) => Advice.For(advice, Other).ShouldBe(fitting);

    [Theory]
    [InlineData("./demo --help")]
    [InlineData("./demo prove --help")]
    [InlineData("kubectl annotate ns x ddd.demo/owner=me ./demolition")]
    public void Text_ThatIsOfNoEnvironment_StaysAsItIs(string text) => Advice.For(text, Other).ShouldBe(text);

    [Fact]
    public void Advice_WithPathsAndAddresses_NamesThoseInUse() =>
        Advice.For("kubectl --kubeconfig .demo/kubeconfig get pods; curl -X POST http://127.0.0.1:5050/reset; curl http://127.0.0.1:5055/load/report", Other)
            .ShouldBe("kubectl --kubeconfig '/home/me/my state'/kubeconfig get pods; curl -X POST http://127.0.0.1:6050/reset; curl http://127.0.0.1:5055/load/report");
}
