namespace DddAspire.DemoEnvironment.Containers;

/// <summary>The label that every container, image and volume of ours carries. What lacks it is not ours.</summary>
public static class Ownership
{
    /// <summary>The label's name.</summary>
    public const string LabelName = "ddd.demo/owner";

    /// <summary>The label's value.</summary>
    public const string LabelValue = "dddaspire";

    /// <summary>The label as an engine's options take it.</summary>
    public const string Label = $"{LabelName}={LabelValue}";

    /// <summary>Whether we made <paramref name="container"/>.</summary>
    public static bool IsOurs(ContainerFacts container) =>
        container.Labels.TryGetValue(LabelName, out var value) && value == LabelValue;
}
