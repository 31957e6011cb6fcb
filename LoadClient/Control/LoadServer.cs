using DddAspire.ServiceDefaults;

namespace DddAspire.LoadClient.Control;

/// <summary>The load client as a process that takes orders by HTTP, on loopback only.</summary>
internal static class LoadServer
{
    public static async Task<int> RunAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.AddServiceDefaults();
        builder.AddLoadControl();
        builder.Services.AddLimitedStop();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        await using var app = builder.Build();
        app.UseSameOrigin();
        app.UseStopWithOpenStreams();
        app.MapDefaultEndpoints();
        app.MapLoadControl();
        await app.RunAsync(cancellationToken);
        return 0;
    }
}
