namespace DddAspire.DemoEnvironment.Containers;

/// <summary>What has to be done so that a container of ours runs as wanted.</summary>
internal abstract record ContainerPlan
{
    private ContainerPlan()
    {
    }

    /// <summary>There is none: make it.</summary>
    public sealed record Create : ContainerPlan;

    /// <summary>It runs as wanted.</summary>
    public sealed record Keep : ContainerPlan;

    /// <summary>It is there and stands still.</summary>
    public sealed record Start : ContainerPlan;

    /// <summary>It is ours but can't be used as it is.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="WithVolume">Whether its volume is of no use either.</param>
    public sealed record Replace(string Reason, bool WithVolume = false) : ContainerPlan;

    /// <summary>Its name is taken by a container that is not ours.</summary>
    public sealed record Refuse : ContainerPlan;

    /// <summary>Decides from what was found.</summary>
    public static ContainerPlan For(ContainerSpec wanted, ContainerFacts? found) => found switch
    {
        null => new Create(),
        _ when !Ownership.IsOurs(found) => new Refuse(),
        // Whether that demo still runs has been asked before, see NameCheck.
        _ when wanted.Owner.IsAnothers(found.Labels) =>
            new Replace($"it was left by the demo in {found.Labels.GetValueOrDefault(Ownership.StateLabel)}", WithVolume: true),
        _ when !wanted.OnHostNetwork && PublishedPort(wanted, found) != wanted.HostPort =>
            new Replace($"it is published on port {PublishedPort(wanted, found)}, not on {wanted.HostPort}"),
        _ when found.Labels.GetValueOrDefault(Ownership.SpecificationLabel) != wanted.Hash => new Replace("its image or settings are not those that are wanted now"),
        { Status: ContainerStatus.Running } => new Keep(),
        { Status: ContainerStatus.Created or ContainerStatus.Exited } => new Start(),
        _ => new Replace($"its status is {found.Status}"),
    };

    private static int PublishedPort(ContainerSpec wanted, ContainerFacts found) =>
        found.HostPorts.GetValueOrDefault($"{wanted.ContainerPort}/tcp");
}
