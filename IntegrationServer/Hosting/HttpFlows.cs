using System.Collections.Immutable;
using DddAspire.IntegrationServer.Draining;
using DddAspire.IntegrationServer.Flows;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>The flows that begin with an HTTP call.</summary>
internal sealed class HttpFlows(ImmutableArray<HostedFlow> flows, HttpReply reply)
{
    private readonly ImmutableArray<(FlowStep.HttpInput Input, HostedFlow Flow)> hosted =
        [.. from flow in flows where flow.Flow.Input is FlowStep.HttpInput select ((FlowStep.HttpInput)flow.Flow.Input, flow)];

    public bool Any => !hosted.IsEmpty;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (input, flow) in hosted)
        {
            routes.MapMethods(input.Path, [input.Method], context => DrainMiddleware.InvokeAsync(context, call => ServeAsync(call, flow)));
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
