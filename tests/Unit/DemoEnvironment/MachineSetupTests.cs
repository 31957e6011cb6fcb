using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Prerequisites;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>What the AppHost makes of <c>kind/prerequisites</c>, with scripts in its place.</summary>
public sealed class MachineSetupTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("ddd-machine-");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public async Task Script_ThatFindsAll_IsEnough() => await SetUp("exit 0").EnsureAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Script_ThatCanNotInstall_IsQuotedWithTheCommandToRepeat()
    {
        var refusal = await Should.ThrowAsync<MachineException>(
            SetUp("echo 'kind 0.27 or newer: brew install kind' >&2; exit 2").EnsureAsync(TestContext.Current.CancellationToken));

        refusal.Message.ShouldContain("brew install kind");
        refusal.Advice.ShouldStartWith("kind/prerequisites");
    }

    private MachineSetup SetUp(string script)
    {
        File.WriteAllText(Path.Combine(root.CreateSubdirectory("kind").FullName, "prerequisites"), script);
        return new MachineSetup(
            new EnvironmentOptions { RepositoryRoot = root.FullName, StateDirectory = root.FullName }, new StepLog(new Progress<EnvironmentEvent>(), TimeProvider.System));
    }
}
