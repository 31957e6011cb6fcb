using NATS.Client.Core;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>The runtime (fix pack of the base image) and the bar that did a piece of work.</summary>
internal sealed record ServedBy(string Runtime, string Bar)
{
    private const string RuntimeHeader = "Ddd-Runtime";
    private const string BarHeader = "Ddd-Bar";

    public static ServedBy? From(NatsHeaders? headers) =>
        headers is not null && headers.TryGetLastValue(RuntimeHeader, out var runtime) && headers.TryGetLastValue(BarHeader, out var bar) ? new ServedBy(runtime, bar) : null;

    public NatsHeaders ToHeaders() => new() { [RuntimeHeader] = Runtime, [BarHeader] = Bar };

    public override string ToString() => $"{Runtime}/{Bar}";
}
