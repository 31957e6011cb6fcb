using System.Collections.Immutable;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Flows;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>The flows that begin with an HTTP call.</summary>
internal sealed class HttpFlows(ImmutableArray<HostedFlow> flows, HttpReply reply)
{
    private readonly ImmutableArray<(FlowStep.HttpInput Input, HostedFlow Flow)> hosted =
        [.. from flow in flows where flow.Flow.Input is FlowStep.HttpInput select ((FlowStep.HttpInput)flow.Flow.Input, flow)];

    public bool Any => !hosted.IsEmpty;

    /// <summary>Maps each to its path.</summary>
    /// <param name="routes">Takes them.</param>
    /// <param name="around">Is called with every call, and calls what is next.</param>
    public void Map(IEndpointRouteBuilder routes, Func<HttpContext, RequestDelegate, Task> around)
    {
        foreach (var (input, flow) in hosted)
        {
            routes.MapMethods(input.Path, [input.Method], context => around(context, call => ServeAsync(call, flow)));
        }
    }

    private async Task ServeAsync(HttpContext context, HostedFlow flow)
    {
        try
        {
            var answer = await flow.RunAsync(new FlowMessage.HttpCall(context.Request), context.RequestAborted);
            await reply.WriteAsync(context, flow.Bar, answer);
        }
        catch (DependencyUnavailableException unavailable)
        {
            await reply.WriteAsync(context, flow.Bar, unavailable);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller left; there is nobody to answer.
        }
    }
}
