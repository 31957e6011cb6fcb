using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Distribution;

/// <summary>An image that was here a moment ago is gone.</summary>
public sealed class ImageVanishedException(string image)
    : DemoException($"image {image} was here and is gone: something removes images", "./demo up   # gets it again");
