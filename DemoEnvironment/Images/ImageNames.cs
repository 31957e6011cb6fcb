namespace DddAspire.DemoEnvironment.Images;

/// <summary>How images are written in files and on command lines.</summary>
public static class ImageNames
{
    /// <summary>The name in lower case, as in <c>kind/images</c>.</summary>
    public static string Text(this ImageName name) => name.ToString().ToLowerInvariant();
}
