using System.Diagnostics;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>The W3C trace context in the headers of a message: one quote is one trace, through HTTP and queue.</summary>
internal static class TraceHeaders
{
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    public static NatsHeaders Inject(NatsHeaders headers, Activity? activity)
    {
        if (activity?.Id is not { } id)
        {
            return headers;
        }

        var injected = headers.With(TraceParent, id);
        return activity.TraceStateString is { Length: > 0 } state ? injected.With(TraceState, state) : injected;
    }

    public static ActivityContext Extract(NatsHeaders headers) =>
        ActivityContext.TryParse(headers[TraceParent], headers[TraceState], isRemote: true, out var context) ? context : default;
}
