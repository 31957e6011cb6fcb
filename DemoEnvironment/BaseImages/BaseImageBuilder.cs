using System.Runtime.InteropServices;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Images;
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
        // Where Debian has to be made first, nothing that stands on it can be up to date: the compiler need not wait for it.
        var early = await images.FindAsync(ImageName.Debian, cancellationToken) is null ? PublishAsync(cancellationToken) : Task.CompletedTask;
        var found = images.GetAsync(ImageName.Debian, cancellationToken);
        await Task.WhenAll(early, found);
        var debian = await found;
        var built = await steps.RunAsync("Base images", async step =>
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

            if (outdated.Count == 0)
            {
                step.WasThere("up to date");
            }
            else
            {
                step.Made(string.Join(", ", outdated.Select(image => image.FixPack)));
            }

            return outdated;
        });
        await registryReady;
        await steps.RunAsync("Push base images", step => PushAsync(registry, built, step, cancellationToken));
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
        await PublishAsync(cancellationToken);
        foreach (var image in outdated)
        {
            step.Say($"building {BaseImage.Repository}:{image.FixPack}");
            await ToolRunner.RunAsync(await BuildCommandAsync(Reference(registry, image), image, debian, source, cancellationToken), cancellationToken);
        }
    }

    private string Output => Path.Combine(options.Layout.ImageCache, "integration-server");

    // Native compilation takes a minute: what was published from the same sources is used again.
    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var mark = $"{Output}.source";
        var source = SourcesHash(options.RepositoryRoot);
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark, cancellationToken) == source && Directory.Exists(Output))
        {
            return;
        }

        await steps.RunAsync("Integration server", async step =>
        {
            step.Say("compiling it to native code");
            Directory.CreateDirectory(options.Layout.ImageCache);
            File.Delete(mark);
            // What an older publish left would go into the image.
            if (Directory.Exists(Output))
            {
                Directory.Delete(Output, recursive: true);
            }

            await ToolRunner.RunAsync(PublishCommand(), cancellationToken);
            await File.WriteAllTextAsync(mark, source, cancellationToken);
            step.Made("compiled");
        });
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
            step.WasThere("in the registry already");
        }
        else
        {
            step.Made($"{pushed} pushed");
        }
    }

    // Its own folder for what lies between source and program: a build of the same project by tests or an editor may run at the same time.
    // It gives way to the node's compiler, for which the cluster waits; a build server would keep that rank for the builds that come later.
    private ToolCommand PublishCommand()
    {
        string[] publish =
        [
            "dotnet", "publish", Path.Combine(options.RepositoryRoot, "IntegrationServer"), "--configuration", "Release", "--runtime", Runtime(),
            "--artifacts-path", $"{Output}-build", "--output", Output, "--disable-build-servers", "--nologo", "--verbosity", "quiet",
        ];
        string[] command = OperatingSystem.IsWindows() ? publish : ["nice", "-n", "5", .. publish];
        return new ToolCommand(command[0], command[1..]) { Limit = PublishLimit };
    }

    private async Task<ToolCommand> BuildCommandAsync(string reference, BaseImage image, string debian, string source, CancellationToken cancellationToken) => await options.Engine.BuildCommandAsync(
    [
        "--quiet", "--file", Path.Combine(options.RepositoryRoot, "IntegrationServer", "Dockerfile"), "--tag", reference,
        "--build-arg", $"BASE_IMAGE={debian}", "--build-arg", $"FIX_PACK={image.FixPack}", "--build-arg", $"BARS={image.Bars}",
        "--label", $"{SourceLabel}={source}", "--label", Ownership.Label, Output,
    ], cancellationToken) with
    {
        Limit = BuildLimit,
    };

    private static string Runtime() => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    internal static string Reference(string registry, BaseImage image) => $"{registry}/{BaseImage.Repository}:{image.FixPack}";
}
