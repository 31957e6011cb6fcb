using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Distribution;

/// <summary>Puts local images into the registry that the nodes pull from, unless they are there.</summary>
/// <param name="engine">What has the images.</param>
/// <param name="address">The registry's host:port.</param>
/// <param name="time">The clock.</param>
internal sealed class ImagePusher(ContainerEngine engine, string address, TimeProvider time)
{
    /// <summary>Pushes an image under a name and a tag made from its content.</summary>
    /// <returns>The reference that nodes pull.</returns>
    public async Task<string> PushByContentAsync(string image, string name, CancellationToken cancellationToken)
    {
        var id = await engine.FindImageAsync(image, cancellationToken) ?? throw new ImageVanishedException(image);
        var tag = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..][..12];
        await PushAsync(image, name, tag, cancellationToken);
        return $"{address}/{name}:{tag}";
    }

    /// <summary>Whether the registry has a tag.</summary>
    public async Task<bool> HasAsync(string name, string tag, CancellationToken cancellationToken)
    {
        try
        {
            return await RegistryClient.Direct.HasAsync(address, name, tag, cancellationToken);
        }
        catch (RegistryUnavailableException)
        {
            // A registry that speaks TLS only: a push of what is there already costs little.
            return false;
        }
    }

    private async Task PushAsync(string image, string name, string tag, CancellationToken cancellationToken)
    {
        if (await HasAsync(name, tag, cancellationToken))
        {
            return;
        }

        var target = $"{address}/{name}:{tag}";
        await ToolRunner.RunAsync(engine.Command("tag", image, target), cancellationToken);
        await ImagePush.RunAsync(engine, target, time, cancellationToken);
    }
}
