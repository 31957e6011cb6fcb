using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Images;

/// <summary>An image could be had in none of the ways there are.</summary>
public sealed class ImageMissingException(ImageName name, string cause, string advice, Exception? innerException = null)
    : MachineException($"image '{name.Text()}' can't be had here: {cause}", advice, innerException)
{
    /// <summary>Which image.</summary>
    public ImageName Name { get; } = name;
}
