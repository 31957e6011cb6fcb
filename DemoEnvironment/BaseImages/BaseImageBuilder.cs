using System.Runtime.InteropServices;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Registries;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.BaseImages;

/// <summary>Builds the fix packs from IntegrationServer's sources and pushes them; what is up to date is left alone.</summary>
public sealed class BaseImageBuilder
{
    private const string SourceLabel = "ddd.demo/source";
    private static readonly TimeSpan PublishLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(5);
    private static readonly string[] Sources = ["IntegrationServer", "Directory.Build.props", "Directory.Packages.props", "global.json"];

    private readonly EnvironmentOptions options;
    private readonly ImageSupply images;
    private readonly StepLog steps;
    private readonly TimeProvider time;

    internal BaseImageBuilder(EnvironmentOptions options, ImageSupply images, StepLog steps, TimeProvider time) =>
        (this.options, this.images, this.steps, this.time) = (options, images, steps, time);

    /// <summary>Builds what is not there or not up to date; the registry is asked only if it answers already, and needed only to push.</summary>
    /// <param name="registry">Its host:port.</param>
    /// <param name="registryReady">Done when it answers.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task EnsureAsync(string registry, Task registryReady, CancellationToken cancellationToken)
    {
        var debian = await images.GetAsync(ImageName.Debian, cancellationToken);
        await steps.RunAsync("Base images", async step =>
        {
            var source = $"{SourcesHash(options.RepositoryRoot)}-{await options.Engine.FindImageAsync(debian.Reference, cancellationToken)}";
            var outdated = await OutdatedAsync(registry, source, BaseImage.All, cancellationToken);
            if (outdated.Count > 0 && registryReady.IsCompletedSuccessfully)
            {
                // A new engine, as in a pod that took another's place, finds them where its predecessor pushed them. Built again they would
                // be other images, and every integration would count as changed.
                await Task.WhenAll(outdated.Select(image => options.Engine.PullIfThereAsync(Reference(registry, image), cancellationToken)));
                outdated = await OutdatedAsync(registry, source, outdated, cancellationToken);
            }

            if (outdated.Count > 0)
            {
                await BuildAsync(registry, debian.Reference, source, outdated, step, cancellationToken);
            }

            await registryReady;
            await PushAsync(registry, outdated, step, cancellationToken);
        });
    }

    /// <summary>One value for the sources that the fix packs are made from.</summary>
    internal static string SourcesHash(string repositoryRoot) => SourceHash.Of(repositoryRoot, Sources);

    private async Task<List<BaseImage>> OutdatedAsync(
        string registry, string source, IEnumerable<BaseImage> candidates, CancellationToken cancellationToken)
    {
        var outdated = new List<BaseImage>();
        foreach (var image in candidates)
        {
            if (await options.Engine.FindImageLabelAsync(Reference(registry, image), SourceLabel, cancellationToken) != source)
            {
                outdated.Add(image);
            }
        }

        return outdated;
    }

    private async Task BuildAsync(
        string registry, string debian, string source, IReadOnlyList<BaseImage> outdated, StepScope step, CancellationToken cancellationToken)
    {
        var output = Path.Combine(options.Layout.ImageCache, "integration-server");
        await PublishAsync(output, step, cancellationToken);
        foreach (var image in outdated)
        {
            step.Say($"building {BaseImage.Repository}:{image.FixPack}");
            await ToolRunner.RunAsync(BuildCommand(Reference(registry, image), image, debian, source, output), cancellationToken);
        }
    }

    // Native compilation takes a minute: what was published from the same sources is used again.
    private async Task PublishAsync(string output, StepScope step, CancellationToken cancellationToken)
    {
        var mark = $"{output}.source";
        var source = SourcesHash(options.RepositoryRoot);
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark, cancellationToken) == source && Directory.Exists(output))
        {
            return;
        }

        step.Say("publishing IntegrationServer");
        Directory.CreateDirectory(output);
        File.Delete(mark);
        await ToolRunner.RunAsync(PublishCommand(output), cancellationToken);
        await File.WriteAllTextAsync(mark, source, cancellationToken);
    }

    private async Task PushAsync(string registry, List<BaseImage> built, StepScope step, CancellationToken cancellationToken)
    {
        var pusher = new ImagePusher(options.Engine, registry, time);
        var pushed = 0;
        foreach (var image in BaseImage.All)
        {
            if (built.Contains(image) || !await pusher.HasAsync(BaseImage.Repository, image.FixPack, cancellationToken))
            {
                await ImagePush.RunAsync(options.Engine, Reference(registry, image), time, cancellationToken);
                pushed++;
            }
        }

        if (pushed == 0)
        {
            step.WasThere("up to date");
        }
        else
        {
            step.Made(string.Join(", ", BaseImage.All.Select(image => image.FixPack)));
        }
    }

    private ToolCommand PublishCommand(string output) => new("dotnet",
    [
        "publish", Path.Combine(options.RepositoryRoot, "IntegrationServer"), "--configuration", "Release", "--runtime", Runtime(),
        "--output", output, "--nologo", "--verbosity", "quiet",
    ])
    {
        Limit = PublishLimit,
    };

    private ToolCommand BuildCommand(string reference, BaseImage image, string debian, string source, string output) => options.Engine.Command(
    [
        "build", "--quiet", "--file", Path.Combine(options.RepositoryRoot, "IntegrationServer", "Dockerfile"), "--tag", reference,
        "--build-arg", $"BASE_IMAGE={debian}", "--build-arg", $"FIX_PACK={image.FixPack}", "--build-arg", $"BARS={image.Bars}",
        "--label", $"{SourceLabel}={source}", "--label", Ownership.Label, output,
    ]) with
    {
        Limit = BuildLimit,
    };

    private static string Runtime() => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    internal static string Reference(string registry, BaseImage image) => $"{registry}/{BaseImage.Repository}:{image.FixPack}";
}
