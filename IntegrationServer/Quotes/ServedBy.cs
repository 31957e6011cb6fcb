using DddAspire.IntegrationServer.Messaging;

namespace DddAspire.IntegrationServer.Quotes;

/// <summary>The runtime (fix pack of the base image) and the bar that did a piece of work.</summary>
internal sealed record ServedBy(string Runtime, string Bar)
{
    private const string RuntimeHeader = "Ddd-Runtime";
    private const string BarHeader = "Ddd-Bar";

    public static ServedBy? From(NatsHeaders headers) =>
        headers[RuntimeHeader] is { } runtime && headers[BarHeader] is { } bar ? new ServedBy(runtime, bar) : null;

    public NatsHeaders WriteTo(NatsHeaders headers) => headers.With(RuntimeHeader, Runtime).With(BarHeader, Bar);

    public override string ToString() => $"{Runtime}/{Bar}";
}
