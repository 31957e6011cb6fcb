using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DddAspire.DemoEnvironment.BaseImages;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Images;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Registries;

/// <summary>
/// What <c>up</c> pushes into a new registry, kept as a file in the image cache: a push compresses every layer anew,
/// which costs a core for a quarter of a minute just when the cluster starts. Images that pipeline runs make are never in it.
/// </summary>
internal sealed class RegistrySnapshot(EnvironmentOptions options, ImageSupply images, StepLog steps)
{
    private const string DataFolder = "/var/lib/registry";
    private const string Prefix = "registry-";
    private static readonly TimeSpan CopyLimit = TimeSpan.FromMinutes(3);
    private static readonly ImageName[] Supplies = [ImageName.Debian, ImageName.Postgres, ImageName.Nats];

    /// <summary>Fills an empty registry from the file made with the same images and sources, if there is one.</summary>
    public async Task RestoreAsync(string container, string address, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { Exists: true } file || await RepositoriesAsync(address, cancellationToken) is not { Count: 0 })
        {
            return;
        }

        await steps.RunAsync("Registry content", async step =>
        {
            try
            {
                await using var input = file.OpenRead();
                var unpack = options.Engine.Command("cp", "-", $"{container}:{DataFolder}") with { Limit = CopyLimit };
                await ToolRunner.StreamAsync(unpack, input, Stream.Null, cancellationToken);
                step.Made("as it was pushed before");
            }
            catch (ToolException exception)
            {
                // What is missing is pushed as if there had been no file.
                file.Delete();
                step.Say(exception.Message);
            }
        });
    }

    /// <summary>Keeps what was pushed, unless that was done before or runs of the pipeline have added to it.</summary>
    public async Task SaveAsync(string container, string address, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { Exists: false } file
            || await RepositoriesAsync(address, cancellationToken) is not { } repositories
            || !repositories.All(IsSupplied))
        {
            return;
        }

        foreach (var old in Directory.GetFiles(file.DirectoryName!, $"{Prefix}*"))
        {
            File.Delete(old);
        }

        try
        {
            await PackAsync(container, file.FullName, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or ToolException)
        {
            steps.Notice($"the registry's content could not be kept for the next time: {exception.Message}");
        }
    }

    internal static bool IsSupplied(string repository) =>
        repository == BaseImage.Repository || Supplies.Any(name => repository == $"ddd-{name.Text()}");

    private async Task PackAsync(string container, string target, CancellationToken cancellationToken)
    {
        var draft = $"{target}.new";
        await using (var output = File.Create(draft))
        {
            var pack = options.Engine.Command("cp", $"{container}:{DataFolder}/.", "-") with { Limit = CopyLimit };
            await ToolRunner.StreamAsync(pack, Stream.Null, output, cancellationToken);
        }

        File.Move(draft, target, overwrite: true);
    }

    // Null while some image is still to be fetched or made: what will be pushed is not known then.
    private async Task<FileInfo?> FindAsync(CancellationToken cancellationToken)
    {
        var content = new StringBuilder(BaseImageBuilder.SourcesHash(options.RepositoryRoot));
        foreach (var name in Supplies)
        {
            if (await images.FindAsync(name, cancellationToken) is not { } image)
            {
                return null;
            }

            content.Append('\n').Append(await options.Engine.FindImageAsync(image.Reference, cancellationToken));
        }

        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..12];
        Directory.CreateDirectory(options.Layout.ImageCache);
        return new FileInfo(Path.Combine(options.Layout.ImageCache, $"{Prefix}{key}.tar"));
    }

    private static async Task<IReadOnlyList<string>?> RepositoriesAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            return await RegistryClient.Direct.RepositoriesAsync(address, cancellationToken);
        }
        catch (Exception exception) when (exception is RegistryUnavailableException or JsonException)
        {
            return null;
        }
    }
}
