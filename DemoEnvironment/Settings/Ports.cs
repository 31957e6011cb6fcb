namespace DddAspire.DemoEnvironment.Settings;

/// <summary>The ports taken on 127.0.0.1, each 1 to 65535 and no two the same.</summary>
public sealed record Ports
{
    /// <summary>The OCI registry.</summary>
    public int Registry { get; init; } = 5001;

    /// <summary>The API in namespace ddd-test, the one with live users.</summary>
    public int Api { get; init; } = 8080;

    /// <summary>The API in namespace ddd-dev.</summary>
    public int DevApi { get; init; } = 8081;

    /// <summary>The story page, the webhook receiver and the runner's HTTP API.</summary>
    public int Page { get; init; } = 5050;

    /// <summary>The git server.</summary>
    public int Git { get; init; } = 3000;

    /// <summary>The load client's control.</summary>
    public int Load { get; init; } = 5055;
}
