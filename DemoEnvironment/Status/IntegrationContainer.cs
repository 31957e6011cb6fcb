namespace DddAspire.DemoEnvironment.Status;

/// <summary>Which of a pod's containers is the integration.</summary>
public static class IntegrationContainer
{
    /// <summary>The usual name.</summary>
    public const string Name = "integration";

    /// <summary>The one of the usual name, else the one that has the integration's image, else the only one.</summary>
    /// <param name="containers">All of the pod.</param>
    /// <param name="name">A container's name.</param>
    /// <param name="image">A container's image.</param>
    /// <param name="integration">The integration's name.</param>
    public static T? Find<T>(IReadOnlyList<T> containers, Func<T, string?> name, Func<T, string?> image, string integration)
        where T : class =>
        containers.FirstOrDefault(one => name(one) == Name)
        ?? containers.FirstOrDefault(one => image(one) is { } reference && IsImageOf(reference, integration))
        ?? (containers.Count == 1 ? containers[0] : null);

    private static bool IsImageOf(string image, string integration) =>
        image.Split('@')[0].Split('/')[^1].Split(':')[0] == integration;
}
