using System.Text.Json;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Serving;

/// <summary>Turns a failure that a person can act on into a problem document with the advice in it.</summary>
internal sealed class FaultAnswers(EnvironmentOptions options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (DemoException exception)
        {
            return Problem(exception.Message, exception.Advice, Status(exception));
        }
        catch (HttpRequestException exception)
        {
            return Problem(exception.Message, "./demo status   # says which part does not run", StatusCodes.Status502BadGateway);
        }
        catch (JsonException exception)
        {
            return Problem(exception.Message, "Send JSON as described in the README.", StatusCodes.Status400BadRequest);
        }
    }

    private static int Status(DemoException exception) => exception switch
    {
        StoryRefusedException => StatusCodes.Status400BadRequest,
        StoryBusyException or LoadClientException { IsConflict: true } => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private IResult Problem(string detail, string advice, int status) =>
        Results.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["advice"] = Advice.For(advice, options) });
}
