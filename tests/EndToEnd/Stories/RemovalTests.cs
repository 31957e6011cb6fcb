using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Stories;

/// <summary><c>./demo down</c> removes what is ours, all of it and nothing else. Comes last: no demo is left after it.</summary>
[TestOrder(1000)]
[Collection(DemoCollection.Name)]
public sealed class RemovalTests(DemoFixture demo)
{
    private const string Foreign = "somebody-elses";

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Down_AfterEverything_LeavesNothingOfOursAndAllOfTheUsers()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);
        await EngineAsync("volume", "create", Foreign);
        await EngineAsync("network", "create", Foreign);
        try
        {
            await demo.ExpectAsync(0, ["down"], TestContext.Current.CancellationToken);

            (await EngineAsync("ps", "--all", "--format", "{{.Names}}")).ShouldNotContain(name => name.StartsWith("ddd", StringComparison.Ordinal));
            (await EngineAsync("volume", "ls", "--format", "{{.Name}}")).ShouldNotContain(name => name.StartsWith("ddd", StringComparison.Ordinal));
            (await EngineAsync("network", "ls", "--format", "{{.Name}}")).ShouldNotContain(name => name.StartsWith("ddd", StringComparison.Ordinal));
            (await EngineAsync("volume", "ls", "--format", "{{.Name}}")).ShouldContain(Foreign);
            (await EngineAsync("network", "ls", "--format", "{{.Name}}")).ShouldContain(Foreign);
        }
        finally
        {
            await EngineAsync("volume", "rm", Foreign);
            await EngineAsync("network", "rm", Foreign);
        }

        ProcessesOfTheDemo().ShouldBeEmpty();
        FileStamp.Of(demo.OwnKubeconfig.Path).ShouldBe(demo.OwnKubeconfig);
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Cluster_OfOurNameThatTheUserMade_IsLeftAloneByUpAndDown()
    {
        const string Node = "ddd-control-plane";
        await demo.UpAsync(TestContext.Current.CancellationToken);
        var image = (await EngineAsync("container", "inspect", "--format", "{{.Config.Image}}", Node)).Single();
        await demo.ExpectAsync(0, ["down"], TestContext.Current.CancellationToken);
        // As kind would name and label it.
        await EngineAsync("create", "--name", Node, "--label", "io.x-k8s.kind.cluster=ddd", "--label", "io.x-k8s.kind.role=control-plane", image);
        try
        {
            var refused = await demo.ExpectAsync(2, ["up"], TestContext.Current.CancellationToken);
            refused.StandardError.ShouldContain("a kind cluster named ddd is there already and was not made by this demo");
            (await EngineAsync("ps", "--all", "--format", "{{.Names}}")).Where(name => name.StartsWith("ddd", StringComparison.Ordinal)).ShouldBe([Node]);

            await demo.ExpectAsync(0, ["down"], TestContext.Current.CancellationToken);
            (await EngineAsync("ps", "--all", "--format", "{{.Names}}")).ShouldContain(Node);
        }
        finally
        {
            await EngineAsync("rm", "--force", "--volumes", Node);
        }
    }

    private static async Task<string[]> EngineAsync(params string[] arguments) =>
        (await ToolRunner.RunAsync(Host.Engine.Command(arguments), TestContext.Current.CancellationToken))
            .StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> ProcessesOfTheDemo() =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), out var id) && id != Environment.ProcessId
        let command = CommandLine(folder)
        where command.Contains(DemoFixture.StateDirectory, StringComparison.Ordinal)
        select command;

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            // The process ended between the two looks.
            return "";
        }
    }
}
