using DddAspire.DemoEnvironment.Git;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.GitServers.BuiltIn;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Git;
using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>These change the variables of the test process, so nothing else may run beside them.</summary>
[CollectionDefinition(nameof(HostileGit), DisableParallelization = true)]
public sealed class HostileGit : ICollectionFixture<GitServerFixture>;

[Collection(nameof(HostileGit))]
public sealed class GitClientTests : IDisposable
{
    private const string HostileConfiguration = """
        [commit]
            gpgSign = true
        [tag]
            gpgSign = true
        [push]
            gpgSign = true
        [gpg]
            program = /bin/false
        [log]
            showSignature = true
        [core]
            hooksPath = HOOKS
            autocrlf = true
        [init]
            templateDir = TEMPLATE
            defaultBranch = trunk
        [http]
            proxy = http://127.0.0.1:1
        [url "http://127.0.0.1:1/"]
            insteadOf = http://127.0.0.1
        [user]
            useConfigOnly = true
        """;

    private readonly GitServerFixture server;
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-git-client-").FullName;
    private readonly Dictionary<string, string?> before = [];

    public GitClientTests(GitServerFixture server)
    {
        this.server = server;
        var hooks = Path.Combine(folder, "hooks");
        Directory.CreateDirectory(Path.Combine(folder, "template", "hooks"));
        Directory.CreateDirectory(hooks);
        foreach (var hook in (string[])["pre-commit", "pre-push", "pre-receive", "update", "post-checkout"])
        {
            WriteHook(Path.Combine(hooks, hook));
            WriteHook(Path.Combine(folder, "template", "hooks", hook));
        }

        File.WriteAllText(
            Path.Combine(folder, ".gitconfig"),
            HostileConfiguration.Replace("HOOKS", hooks, StringComparison.Ordinal).Replace("TEMPLATE", Path.Combine(folder, "template"), StringComparison.Ordinal));
        Set("HOME", folder);
        Set("XDG_CONFIG_HOME", folder);
        foreach (var name in (string[])["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_TEMPLATE_DIR"])
        {
            Set(name, Path.Combine(folder, "nowhere"));
        }

        Set("GIT_CONFIG_PARAMETERS", "'core.bare=false'");
        Set("GIT_DEFAULT_HASH", "sha256");
        Set("GIT_AUTHOR_EMAIL", "somebody@else.example");
        Set("GIT_CONFIG_COUNT", "1");
        Set("GIT_CONFIG_KEY_0", "commit.template");
        Set("GIT_CONFIG_VALUE_0", "/nowhere");
    }

    public void Dispose()
    {
        foreach (var (name, value) in before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task EveryUseOfGit_WithAHostileConfigurationAndGitDirSet_Works()
    {
        var token = TestContext.Current.CancellationToken;
        var state = await SeededAsync(token);

        string commit;
        using (var clone = await UserClone.CloneAsync(state, Path.Combine(folder, "work"), token))
        {
            var files = (await clone.ReadAsync("ddd-acme", token)).Files;
            commit = await clone.PushAsync("ddd-acme", files with { Dockerfile = files.Dockerfile + "# changed\r\n" }, "Change it", null, token);
        }

        var cache = new GitCache(state, Path.Combine(folder, "cache"));
        await cache.FetchAsync(token);
        (await cache.RemoteHeadAsync(token)).ShouldBe(commit);
        using var http = new HttpClient();
        (await new BranchHead(http).ReadAsync(state, token)).ShouldBe(commit);
        (await cache.FoldersAsync(commit, token)).Keys.ShouldBe(["ddd-acme"]);
        await cache.ExportAsync(commit, Path.Combine(folder, "export"), token);
        (await File.ReadAllTextAsync(Path.Combine(folder, "export", "ddd-acme", "Dockerfile"), token)).ShouldBe("FROM a\n# changed\r\n");
        Directory.Exists(Path.Combine(folder, "nowhere")).ShouldBeFalse();
    }

    [Fact]
    public async Task Repository_ThatIsNew_HasNoHooksOfTheMachinesAndIsOurBranch()
    {
        var token = TestContext.Current.CancellationToken;
        var path = Path.Combine(folder, "new.git");
        await new BareRepository(path).EnsureAsync(token);

        Directory.GetFiles(Path.Combine(path, "hooks")).Select(Path.GetFileName).ShouldBe(["post-receive"]);
        (await File.ReadAllTextAsync(Path.Combine(path, "HEAD"), token)).ShouldBe("ref: refs/heads/main\n");
        (await GitClient.Local.RunAsync(path, ["rev-parse", "--show-object-format"], token)).ShouldBe("sha1");
    }

    [Fact]
    public async Task Failure_OfACommandWithCredentials_TellsNeitherTheTokenNorItsEncodedForm()
    {
        var git = new GitClient { Credentials = new GitCredentials(server.Base, "ddd", "very-secret-token") };
        const string encoded = "ZGRkOnZlcnktc2VjcmV0LXRva2Vu";

        var failure = await Should.ThrowAsync<ToolFailedException>(() =>
            git.RunAsync(folder, ["very-secret-token", encoded], TestContext.Current.CancellationToken));

        failure.ToString().ShouldNotContain("very-secret-token");
        failure.ToString().ShouldNotContain(encoded);
        git.ToString().ShouldNotContain("very-secret-token");
    }

    [Fact]
    public async Task Variables_ThatGitCallsLocalToARepository_AreAllCleared()
    {
        var names = (await GitClient.Local.RunAsync(folder, ["rev-parse", "--local-env-vars"], TestContext.Current.CancellationToken)).Split('\n');

        var environment = GitClient.Local.Environment([.. names, "GIT_SSH_COMMAND", "GIT_EXEC_PATH", "PATH"]);

        names.Where(name => name != "GIT_CONFIG_COUNT").ShouldAllBe(name => environment[name] == null);
        environment["GIT_SSH_COMMAND"].ShouldBeNull();
        environment.Keys.ShouldNotContain("GIT_EXEC_PATH");
        environment.Keys.ShouldNotContain("PATH");
    }

    private async Task<GitServerState> SeededAsync(CancellationToken cancellationToken)
    {
        var tokenFile = Path.Combine(folder, "token");
        await File.WriteAllTextAsync(tokenFile, GitServerFixture.PushToken + "\n", cancellationToken);
        var state = new GitServerState("built-in", server.Base, GitAccount.Owner, GitAccount.Repository, tokenFile, "");
        var git = new GitClient { Credentials = await GitCredentials.ReadAsync(state, cancellationToken), Identity = new GitIdentity("Seed", GitAccount.Email) };
        var seed = Directory.CreateDirectory(Path.Combine(folder, "seed", "ddd-acme")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(seed, "ddd-acme", IntegrationFiles.DockerfileName), "FROM a\n", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(seed, "ddd-acme", "deployment.yaml"), "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ddd-acme }\n", cancellationToken);
        await git.RunAsync(seed, ["init", "--quiet"], cancellationToken);
        await git.RunAsync(seed, ["add", "--all"], cancellationToken);
        await git.RunAsync(seed, ["commit", "--quiet", "--message", "Begin"], cancellationToken);
        await git.RunAsync(seed, ["push", "--quiet", state.CloneUrl.ToString(), $"HEAD:{GitAccount.Branch}"], cancellationToken);
        return state;
    }

    private void Set(string name, string value)
    {
        before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    private static void WriteHook(string path)
    {
        File.WriteAllText(path, "#!/bin/sh\necho a hostile hook ran >&2\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
