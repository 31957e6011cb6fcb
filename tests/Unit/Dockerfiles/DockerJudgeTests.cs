using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Dockerfiles;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Dockerfiles;

/// <summary>Docker builds each form of the catalogue: what it takes from which base image is what we read, and what it refuses we refuse.</summary>
public sealed class DockerJudgeTests(DockerJudge judge) : IClassFixture<DockerJudge>
{
    [Fact(Skip = DockerJudge.Missing, SkipType = typeof(DockerJudge), SkipUnless = nameof(DockerJudge.Answers))]
    public async Task Forms_OfTheCatalogue_AreTakenByDockerAndMadeFromTheBaseImageThatWeRead()
    {
        var judged = await Task.WhenAll(DockerfileCatalogue.Taken.Select(async form =>
            (form.Name, Tag: await judge.BaseOfAsync(form.Text, TestContext.Current.CancellationToken))));

        judged.Where(form => form.Tag != "12.0.11.0-r1").ShouldBeEmpty();
    }

    [Fact(Skip = DockerJudge.Missing, SkipType = typeof(DockerJudge), SkipUnless = nameof(DockerJudge.Answers))]
    public async Task Faults_OfTheCatalogue_AreRefusedByDocker()
    {
        var judged = await Task.WhenAll(DockerfileCatalogue.Refused.Select(async fault =>
            (fault.Name, Answer: await judge.BaseOfAsync(fault.Text, TestContext.Current.CancellationToken))));

        judged.Where(fault => !fault.Answer.Contains("ERROR", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact(Skip = DockerJudge.Missing, SkipType = typeof(DockerJudge), SkipUnless = nameof(DockerJudge.Answers))]
    public async Task Forms_ThatWereEdited_AreMadeFromTheOtherBaseImage()
    {
        var judged = await Task.WhenAll(DockerfileCatalogue.Taken.Where((_, number) => number % 4 == 2).Select(async form =>
        {
            var edited = DockerfileEditor.WithBaseImage(BuildPlan.Read("ddd-acme", form.Text), "12.0.12.0-r1", null);
            return (form.Name, Tag: await judge.BaseOfAsync(edited, TestContext.Current.CancellationToken));
        }));

        judged.Where(form => form.Tag != "12.0.12.0-r1").ShouldBeEmpty();
    }
}

/// <summary>Docker with two images of one small file, which tells what another image was made from.</summary>
public sealed class DockerJudge : IAsyncLifetime
{
    public const string Missing = "needs Docker Engine with BuildKit, and that it answers";
    private static readonly string[] Tags = ["12.0.11.0-r1", "12.0.12.0-r1"];
    private static readonly Lazy<bool> Found = new(Probe);
    private readonly SemaphoreSlim few = new(3);
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-judge").FullName;

    /// <summary>Whether docker answers here; on CI it is expected.</summary>
    public static bool Answers => Environment.GetEnvironmentVariable("CI") is "true" or "1" || Found.Value;

    public async ValueTask InitializeAsync()
    {
        if (!Answers)
        {
            return;
        }

        foreach (var tag in Tags)
        {
            var text = $"FROM scratch\nCOPY <<EOF /marker\n{tag}\nEOF\n";
            await BuildAsync(text, Path.Combine(folder, tag), ["--tag", $"{DockerfileCatalogue.Server}:{tag}", "--load"], CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        few.Dispose();
        if (Answers)
        {
            await DockerAsync(["image", "rm", .. Tags.Select(tag => $"{DockerfileCatalogue.Server}:{tag}")], CancellationToken.None);
        }
    }

    /// <summary>The tag of the base image that docker took, by a file that only it holds; docker's own words when it refused.</summary>
    public async Task<string> BaseOfAsync(string dockerfile, CancellationToken cancellationToken)
    {
        var place = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        var output = $"{place}.output";
        await few.WaitAsync(cancellationToken);
        try
        {
            await BuildAsync(dockerfile, place, ["--output", $"type=local,dest={output}"], cancellationToken);
            return (await File.ReadAllTextAsync(Path.Combine(output, "marker"), cancellationToken)).Trim();
        }
        catch (ToolFailedException refused)
        {
            return refused.Evidence;
        }
        finally
        {
            few.Release();
        }
    }

    // BuildKit keeps what it is sent by the folder: builds with one folder at the same time take files from each other.
    private static async Task BuildAsync(string dockerfile, string place, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var (context, recipe) = ($"{place}.context", Directory.CreateDirectory($"{place}.recipe").FullName);
        await WriteContextAsync(context, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(recipe, "Dockerfile"), dockerfile, cancellationToken);
        await DockerAsync(["buildx", "build", "--quiet", .. options, "--file", Path.Combine(recipe, "Dockerfile"), context], cancellationToken);
    }

    private static async Task WriteContextAsync(string context, CancellationToken cancellationToken)
    {
        foreach (var file in DockerfileCatalogue.Files)
        {
            var path = Path.Combine(context, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file, cancellationToken);
        }
    }

    private static async Task<string> DockerAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(
            new ToolCommand("docker", arguments)
            {
                Limit = TimeSpan.FromMinutes(2), Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "1" },
            },
            cancellationToken)).StandardOutput.Trim();

    private static bool Probe()
    {
        try
        {
            ToolRunner.RunAsync(new ToolCommand("docker", ["buildx", "version"]), CancellationToken.None).GetAwaiter().GetResult();
            ToolRunner.RunAsync(new ToolCommand("docker", ["info"]) { Limit = TimeSpan.FromSeconds(20) }, CancellationToken.None).GetAwaiter().GetResult();
            return true;
        }
        catch (ToolException)
        {
            return false;
        }
    }
}
