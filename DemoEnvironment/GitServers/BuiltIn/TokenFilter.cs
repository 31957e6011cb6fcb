using Microsoft.AspNetCore.Http;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>Lets in who shows the token; readers may come without one, but not with a wrong one.</summary>
internal sealed class TokenFilter(TokenCheck check, Func<HttpRequest, bool> changesSomething) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var credential = check.Read(request);
        if (credential == Credential.Right || (credential == Credential.None && !changesSomething(request)))
        {
            return await next(context);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"DddAspire git\"";
        return Results.Json(new { message = "the token is missing or wrong" }, statusCode: StatusCodes.Status401Unauthorized);
    }
}
