using System.Net;

namespace DddAspire.DemoRunner.Http;

/// <summary>
/// Refuses what a browser sends on behalf of another site: the page listens on the loopback address without a password,
/// and any site that the presenter has open could otherwise start a story or, by a name of its own that leads here, read what is told.
/// </summary>
internal sealed class SameOrigin : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return IsOurName(request.Host.Host) && (HttpMethods.IsGet(request.Method) || IsOwn(request))
            ? await next(context)
            : Results.Problem("This address takes orders from its own page and from programs only.", statusCode: StatusCodes.Status403Forbidden);
    }

    // A stranger's name has a dot in it; localhost and the name of a Service in the same namespace have none.
    private static bool IsOurName(string host) => IPAddress.TryParse(host, out _) || !host.Contains('.', StringComparison.Ordinal);

    private static bool IsOwn(HttpRequest request) =>
        request.Headers.Origin.ToString() is var origin
        && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value));
}
