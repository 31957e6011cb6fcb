using System.Text;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

/// <summary>With a real repository: a story's change goes in and out without a trace, and nobody's work is taken for a story's.</summary>
public sealed class StoryCommitTests : IDisposable
{
    private const string Integration = "ddd-acme";
    private readonly string root = Directory.CreateTempSubdirectory("ddd-clones").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Mine => Path.Combine(root, "mine");

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("\uFEFFFROM localhost:5001/ace-server:12.0.11.0-r1\r\nCOPY AcmeGrün.bar /x/\r\n", "utf-8")]
    [InlineData("FROM localhost:5001/ace-server:12.0.11.0-r1\n# gr\u00fcn", "latin1")]
    public async Task Story_PushedAndTakenBack_LeavesGitByteForByteAsItWas(string dockerfile, string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes(dockerfile);
        using var clone = await StartAsync(bytes);
        var trees = await clone.TreesAsync(Stop);
        var folder = await clone.ReadAsync(Integration, Stop);

        var commit = await clone.PushAsync(Integration, new IntegrationEdit.FixPack("12.0.12.0-r1").Apply(folder, null), "Move", "story-1", Stop);
        var changed = await MineAsync();
        await clone.RevertAsync([commit], "Put back", Stop);

        changed.ShouldBe(Encoding.GetEncoding(encoding).GetBytes(dockerfile.Replace("11.0", "12.0", StringComparison.Ordinal)));
        (await MineAsync()).ShouldBe(bytes);
        (await clone.TreesAsync(Stop)).ShouldBe(trees);
    }

    [Fact]
    public async Task Story_ThatWasInterrupted_IsTakenBack_ByItsOwnMark()
    {
        using var clone = await StartAsync("FROM localhost:5001/ace-server:12.0.11.0-r1\n"u8.ToArray());
        var folder = await clone.ReadAsync(Integration, Stop);
        await clone.PushAsync(Integration, new IntegrationEdit.FixPack("12.0.12.0-r1").Apply(folder, null), "Move", "story-1", Stop);

        (await InterruptedStory.PutBackAsync(clone, [Integration], Stop)).ShouldNotBeNull();

        (await MineAsync()).ShouldBe("FROM localhost:5001/ace-server:12.0.11.0-r1\n"u8.ToArray());
        (await InterruptedStory.PutBackAsync(clone, [Integration], Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Story_ThatChangedTheSameTwiceAndWasInterrupted_IsTakenBackWhole()
    {
        using var clone = await StartAsync("FROM localhost:5001/ace-server:12.0.11.0-r1\n"u8.ToArray());
        var trees = await clone.TreesAsync(Stop);
        foreach (var fixPack in (string[])["12.0.12.0-r1", "12.0.13.0-r1"])
        {
            await clone.PushAsync(Integration, new IntegrationEdit.FixPack(fixPack).Apply(await clone.ReadAsync(Integration, Stop), null), "Move", "story-1", Stop);
        }

        (await InterruptedStory.PutBackAsync(clone, [Integration], Stop)).ShouldNotBeNull();

        (await clone.TreesAsync(Stop)).ShouldBe(trees);
        (await InterruptedStory.PutBackAsync(clone, [Integration], Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Work_OfAUser_IsNeverTakenForAnInterruptedStory()
    {
        using var clone = await StartAsync("FROM localhost:5001/ace-server:12.0.12.0-r1\nCOPY *.bar /x/\n"u8.ToArray());
        (await InterruptedStory.PutBackAsync(clone, [Integration], Stop)).ShouldBeNull();

        var folder = await clone.ReadAsync(Integration, Stop);
        await clone.PushAsync(Integration, new IntegrationEdit.FixPack("12.0.12.0-r0").Apply(folder, null), "Move", "story-1", Stop);
        await PushMineAsync("FROM localhost:5001/ace-server:12.0.12.0-r0\nCOPY *.bar /x/\nENV MINE=1\n");
        using var next = await CloneAsync();

        (await InterruptedStory.PutBackAsync(next, [Integration], Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Push_OfSomebodyElseMeanwhile_StaysAndSoDoesTheStorys()
    {
        using var clone = await StartAsync("FROM localhost:5001/ace-server:12.0.11.0-r1\n"u8.ToArray());
        var folder = await clone.ReadAsync(Integration, Stop);
        await PushMineAsync("of mine", "notes.txt");

        var commit = await clone.PushAsync(Integration, new IntegrationEdit.FixPack("12.0.12.0-r1").Apply(folder, null), "Move", "story-1", Stop);
        await PushMineAsync("of mine, again", "notes.txt");
        await clone.RevertAsync([commit], "Put back", Stop);

        (await MineAsync()).ShouldBe("FROM localhost:5001/ace-server:12.0.11.0-r1\n"u8.ToArray());
        (await File.ReadAllTextAsync(Path.Combine(Mine, "notes.txt"), Stop)).ShouldBe("of mine, again");
    }

    [Fact]
    public async Task Work_OnTheSameLines_IsKept_AndTheStorySaysSo()
    {
        using var clone = await StartAsync("FROM localhost:5001/ace-server:12.0.11.0-r1\n"u8.ToArray());
        var folder = await clone.ReadAsync(Integration, Stop);
        var commit = await clone.PushAsync(Integration, new IntegrationEdit.FixPack("12.0.12.0-r1").Apply(folder, null), "Move", "story-1", Stop);
        await PushMineAsync("FROM localhost:5001/ace-server:mine\n");

        await Should.ThrowAsync<ConcurrentChangeException>(() => clone.RevertAsync([commit], "Put back", Stop));

        (await MineAsync()).ShouldBe("FROM localhost:5001/ace-server:mine\n"u8.ToArray());
    }

    private async Task<UserClone> StartAsync(byte[] dockerfile)
    {
        await GitAsync(root, "init", "--quiet", "--bare", "--initial-branch=main", "server.git");
        await GitAsync(root, "clone", "--quiet", "server.git", "mine");
        Directory.CreateDirectory(Path.Combine(Mine, Integration));
        await File.WriteAllTextAsync(Path.Combine(Mine, Integration, "app.yml"), "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ddd-acme }\n", Stop);
        await File.WriteAllBytesAsync(Path.Combine(Mine, Integration, "Dockerfile"), dockerfile, Stop);
        await PushMineAsync("# readme\n", "README.md");
        return await CloneAsync();
    }

    private async Task<UserClone> CloneAsync()
    {
        var token = Path.Combine(root, "token");
        await File.WriteAllTextAsync(token, "token", Stop);
        var server = new GitServerState("built-in", new Uri("file:///"), root.TrimStart('/'), "server", token, token);
        return await UserClone.CloneAsync(server, Path.Combine(root, "work"), Stop);
    }

    private Task PushMineAsync(string content, string? file = null) => PushMineAsync(Encoding.UTF8.GetBytes(content), file ?? $"{Integration}/Dockerfile");

    private async Task PushMineAsync(byte[] content, string file)
    {
        if (await HasCommitsAsync())
        {
            await GitAsync(Mine, "pull", "--quiet", "--rebase");
        }

        await File.WriteAllBytesAsync(Path.Combine(Mine, file), content, Stop);
        await GitAsync(Mine, "add", ".");
        await GitAsync(Mine, "-c", "user.name=me", "-c", "user.email=me@ddd.example", "commit", "--quiet", "--message", "Mine");
        await GitAsync(Mine, "push", "--quiet", "origin", "HEAD:main");
    }

    private async Task<bool> HasCommitsAsync() => (await ToolRunner.RunAsync(
        new ToolCommand("git", ["ls-remote", "--heads", "origin"]) { WorkingDirectory = Mine }, Stop)).StandardOutput.Length > 0;

    private async Task<byte[]> MineAsync()
    {
        await GitAsync(Mine, "pull", "--quiet", "--rebase");
        return await File.ReadAllBytesAsync(Path.Combine(Mine, Integration, "Dockerfile"), Stop);
    }

    private static Task GitAsync(string folder, params string[] arguments) =>
        ToolRunner.RunAsync(new ToolCommand("git", arguments) { WorkingDirectory = folder }, Stop);
}
