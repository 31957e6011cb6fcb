using DddAspire.DemoEnvironment.Git;
using DddAspire.DemoRunner.Git;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Git;

/// <summary>A commit as git shows it, read back.</summary>
public sealed class CommitTextTests : IDisposable
{
    private static readonly GitClient Git = new() { Identity = new GitIdentity("Ann Other", "ann@example.org") };
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-commit").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_OfOneChangedLine_ShowsItBeforeAndAfter()
    {
        await CommitAsync("Begin", ("a b/Dockerfile", "# top\nFROM ace:1\nCOPY x\n"));
        var id = await CommitAsync("Move to 2", ("a b/Dockerfile", "# top\nFROM ace:2\nCOPY x\n"));

        var commit = await ShowAsync();

        commit.Id.ShouldBe(id);
        commit.Author.ShouldBe("Ann Other");
        commit.Message.ShouldBe("Move to 2");
        commit.Files.ShouldHaveSingleItem().Path.ShouldBe("a b/Dockerfile");
        commit.Files[0].Lines.ShouldBe(
        [
            new(DiffKind.Context, "# top"), new(DiffKind.Removed, "FROM ace:1"), new(DiffKind.Added, "FROM ace:2"), new(DiffKind.Context, "COPY x"),
        ]);
    }

    [Fact]
    public async Task Commit_OfSeveralFilesAndNoText_NamesThemAll()
    {
        await CommitAsync("Begin", ("one", "1\n"), ("two", "--- x\n"), ("three.bar", "\0\u0001"));
        await CommitAsync("Change all", ("one", "2"), ("two", "+++ y\n"), ("three.bar", "\0\u0002"));

        var commit = await ShowAsync();

        commit.Files.Select(file => file.Path).ShouldBe(["one", "three.bar", "two"]);
        commit.Files[0].Lines.ShouldBe([new(DiffKind.Removed, "1"), new(DiffKind.Added, "2")]);
        commit.Files[1].Lines.ShouldBeEmpty();
        commit.Files[2].Lines.ShouldBe([new(DiffKind.Removed, "--- x"), new(DiffKind.Added, "+++ y")]);
    }

    [Fact]
    public void Text_ThatIsNoCommit_IsRefused() => Should.Throw<FormatException>(() => CommitText.Parse("tree 1234\n\nDockerfile\n"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<CommitView> ShowAsync() => CommitText.Parse(await Git.RunAsync(folder, CommitText.Arguments("HEAD"), Token));

    private async Task<string> CommitAsync(string message, params (string Path, string Text)[] files)
    {
        await Git.RunAsync(folder, ["init", "--quiet"], Token);
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            await File.WriteAllTextAsync(Path.Combine(folder, path), text, Token);
        }

        await Git.RunAsync(folder, ["add", "--all"], Token);
        await Git.RunAsync(folder, ["commit", "--quiet", "--message", message], Token);
        return await Git.RunAsync(folder, ["rev-parse", "HEAD"], Token);
    }
}
