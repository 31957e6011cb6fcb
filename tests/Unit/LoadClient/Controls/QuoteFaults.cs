using Microsoft.AspNetCore.Http;

namespace DddAspire.Unit.LoadClient.Controls;

/// <summary>What a server does wrong; by default nothing.</summary>
internal sealed record QuoteFaults
{
    /// <summary>What every request waits for first.</summary>
    public Func<Task> Arrived { get; init; } = () => Task.CompletedTask;

    /// <summary>False when it has answered itself and nothing is to be stored.</summary>
    public Func<HttpContext, long, Task<bool>> Before { get; init; } = (_, _) => Task.FromResult(true);

    public Func<HttpContext, long, Task> After { get; init; } = (_, _) => Task.CompletedTask;

    public Func<StoredQuote, StoredQuote> Change { get; init; } = quote => quote;

    public Func<long, int> Copies { get; init; } = _ => 1;

    public string Versions { get; init; } = "1,1,1";

    public string Header { get; init; } = "api=12.0.11.0-r1/DrivewayDemo, acme=12.0.11.0-r1/AcmeV1";

    /// <summary>The faulty ones: every tenth post.</summary>
    public static bool IsTenth(long id) => id % 10 == 0;
}
