using DddAspire.DemoRunner.Stories;
using DddAspire.Unit.Serving;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

/// <summary>A story's pushes beside those of somebody else, with the real git server.</summary>
public sealed class UserCloneTests
{
    private static readonly IntegrationFiles Start = new("FROM r/ace-server:1\nCOPY A.bar /b\n", "deployment.yaml", "kind: Deployment\n");
    private static readonly IntegrationFiles Changed = new("FROM r/ace-server:2\nCOPY A.bar /b\n", "deployment.yaml", "kind: Deployment\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WayBack_AfterSomebodyElsesPush_IsPutOnTopOfIt()
    {
        await using var runner = await ServedRunner.StartAsync();
        var git = runner.Announce(new Uri("http://127.0.0.1:1"), "127.0.0.1:1").Git;
        var other = await SeededAsync(runner);
        using var clone = await UserClone.CloneAsync(git, runner.Options.Layout.Work, Token);
        await clone.PushAsync("ddd-acme", Changed, "Move", story: null, Token);
        await UserFolder.GitAsync(other.Folder, "pull", "--quiet", "--rebase", "origin", "main");
        await File.WriteAllTextAsync(Path.Combine(other.Folder, "README.md"), "hello", Token);
        var foreign = await other.PushAsync("A README");

        var back = await clone.PushAsync("ddd-acme", Start, "Back", story: null, Token);

        await UserFolder.GitAsync(other.Folder, "fetch", "--quiet", "origin");
        (await UserFolder.GitAsync(other.Folder, "rev-parse", "origin/main", "origin/main^")).Split('\n').ShouldBe([back, foreign]);
        (await UserFolder.GitAsync(other.Folder, "show", "origin/main:ddd-acme/Dockerfile")).ShouldBe(Start.Dockerfile.TrimEnd());
        (await UserFolder.GitAsync(other.Folder, "show", "origin/main:README.md")).ShouldBe("hello");
    }

    [Fact]
    public async Task WayBack_OfLinesThatSomebodyElseChanged_OverwritesNothing()
    {
        await using var runner = await ServedRunner.StartAsync();
        var git = runner.Announce(new Uri("http://127.0.0.1:1"), "127.0.0.1:1").Git;
        var other = await SeededAsync(runner);
        using var clone = await UserClone.CloneAsync(git, runner.Options.Layout.Work, Token);
        await clone.PushAsync("ddd-acme", Changed, "Move", story: null, Token);
        await UserFolder.GitAsync(other.Folder, "pull", "--quiet", "--rebase", "origin", "main");
        await File.WriteAllTextAsync(Path.Combine(other.Folder, "ddd-acme", "Dockerfile"), "FROM r/ace-server:3\nCOPY A.bar /b\n", Token);
        await other.PushAsync("Another fix pack");

        await Should.ThrowAsync<ConcurrentChangeException>(clone.PushAsync("ddd-acme", Start, "Back", story: null, Token));

        await UserFolder.GitAsync(other.Folder, "fetch", "--quiet", "origin");
        (await UserFolder.GitAsync(other.Folder, "show", "origin/main:ddd-acme/Dockerfile")).ShouldStartWith("FROM r/ace-server:3");
    }

    [Fact]
    public async Task Clone_ThatFails_LeavesNoFolderAndNoTokenInItsMessage()
    {
        await using var runner = await ServedRunner.StartAsync();
        var git = runner.Announce(new Uri("http://127.0.0.1:1"), "127.0.0.1:1").Git with { BaseUrl = new Uri("http://127.0.0.1:1") };

        var failure = await Should.ThrowAsync<DddAspire.DemoEnvironment.Tools.ToolFailedException>(UserClone.CloneAsync(git, runner.Options.Layout.Work, Token));

        Directory.GetDirectories(runner.Options.Layout.Work, "clone-*").ShouldBeEmpty();
        var token = (await File.ReadAllTextAsync(git.TokenFile, Token)).Trim();
        var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ddd:{token}"));
        failure.Command.Redact($"{token} {basic}").ShouldBe("*** ***");
    }

    [Fact]
    public async Task Reset_WhileAStoryIsTold_IsRefusedWithTheReason()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await using var runner = await ServedRunner.StartAsync();
        var state = runner.Announce(new Uri("http://127.0.0.1:1"), "127.0.0.1:1");
        await File.WriteAllTextAsync(runner.Options.Layout.Environment, System.Text.Json.JsonSerializer.Serialize(
            state with { Git = state.Git with { BaseUrl = new Uri($"http://{silent.LocalEndpoint}") } }, System.Text.Json.JsonSerializerOptions.Web), Token);
        using var accepted = await runner.Http.PostAsync("/stories/fix-pack", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Token);

        using var answer = await runner.Http.PostAsync("/reset", null, Token);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("Story fix-pack is being told");
    }

    private static async Task<UserFolder> SeededAsync(ServedRunner runner)
    {
        var folder = await runner.CloneAsync();
        Directory.CreateDirectory(Path.Combine(folder.Folder, "ddd-acme"));
        await File.WriteAllTextAsync(Path.Combine(folder.Folder, "ddd-acme", "Dockerfile"), Start.Dockerfile, Token);
        await File.WriteAllTextAsync(Path.Combine(folder.Folder, "ddd-acme", "deployment.yaml"), Start.Deployment, Token);
        await folder.PushAsync("Seed");
        return folder;
    }
}
