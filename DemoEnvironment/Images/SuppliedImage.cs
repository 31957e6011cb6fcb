namespace DddAspire.DemoEnvironment.Images;

/// <summary>An image that is on this machine.</summary>
/// <param name="Name">Which one it is.</param>
/// <param name="Reference">What to call it in a command of the engine.</param>
/// <param name="Origin">How it came here.</param>
public sealed record SuppliedImage(ImageName Name, string Reference, ImageOrigin Origin)
{
    /// <summary>Whether it was made, now or earlier, by the recipe in <c>kind/images</c>.</summary>
    public bool FromRecipe => LocalName().StartsWith($"{ImageRecipes.Prefix}{Name.Text()}:", StringComparison.Ordinal);

    // Podman calls an image without a registry by the registry "localhost".
    private string LocalName() => Reference.StartsWith("localhost/", StringComparison.Ordinal) ? Reference["localhost/".Length..] : Reference;
}

/// <summary>How an image came to be on this machine.</summary>
public enum ImageOrigin
{
    /// <summary>It was there.</summary>
    Local,

    /// <summary>Pulled just now by its pinned reference.</summary>
    Pulled,

    /// <summary>Made just now from Debian packages.</summary>
    Made,
}
