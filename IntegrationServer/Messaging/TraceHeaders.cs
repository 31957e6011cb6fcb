using System.Diagnostics;
using NATS.Client.Core;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>The W3C trace context in the headers of a message: one quote is one trace, through HTTP and queue.</summary>
internal static class TraceHeaders
{
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    public static NatsHeaders? From(Activity? activity)
    {
        if (activity?.Id is not { } id)
        {
            return null;
        }

        var headers = new NatsHeaders { [TraceParent] = id };
        if (activity.TraceStateString is { Length: > 0 } state)
        {
            headers[TraceState] = state;
        }

        return headers;
    }

    public static ActivityContext Extract(NatsHeaders? headers) =>
        ActivityContext.TryParse(headers?[TraceParent], headers?[TraceState], isRemote: true, out var context) ? context : default;
}
