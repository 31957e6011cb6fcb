namespace DddAspire.DemoEnvironment.Listeners;

/// <summary>Who listens on a port.</summary>
public abstract record PortOwner
{
    private PortOwner()
    {
    }

    /// <summary>A Docker container publishes it.</summary>
    public sealed record Container(string Name) : PortOwner
    {
        /// <summary>The state folder of the demo whose container it is; null when it is none of ours.</summary>
        public string? State { get; init; }

        /// <inheritdoc/>
        public override string ToString() => State is null ? $"container {Name}" : $"container {Name} of the demo in {State}";
    }

    /// <summary>A process listens on it.</summary>
    public sealed record Process(int Pid, string Command) : PortOwner
    {
        /// <inheritdoc/>
        public override string ToString() => $"process {Pid} ({Command})";
    }

    /// <summary>Somebody whom we may not see.</summary>
    public sealed record Unknown : PortOwner
    {
        /// <inheritdoc/>
        public override string ToString() => "a process of another user";
    }
}
