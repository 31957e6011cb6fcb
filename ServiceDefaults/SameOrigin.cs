using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DddAspire.ServiceDefaults;

/// <summary>
/// Refuses what a browser sends on behalf of another site. The programs listen on the loopback address without a password, and any site that the
/// presenter has open could otherwise give them orders or, by a name of its own that leads here, read what they tell.
/// </summary>
public static class SameOrigin
{
    // Names that nobody can register: no site of the internet has one of them.
    private static readonly string[] PrivateEndings = [".localhost", ".internal", ".local"];

    /// <summary>Guards every address of the program, whatever it is mapped to.</summary>
    public static IApplicationBuilder UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
        Allows(context.Request.Method, context.Request.Host, context.Request.Headers.Origin.ToString())
            ? next(context)
            : Results.Problem("This address takes orders from its own page and from programs only.", statusCode: StatusCodes.Status403Forbidden)
                .ExecuteAsync(context));

    /// <summary>Whether a request comes from a program, or from a page that this program served itself.</summary>
    /// <param name="method">GET and HEAD change nothing; what they are answered, another site's page cannot read.</param>
    /// <param name="host">The name by which the caller knows this program.</param>
    /// <param name="origin">The origin header; empty when there is none, as programs send none.</param>
    public static bool Allows(string method, HostString host, string origin) =>
        IsOurName(host.Host) && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || IsOwn(host, origin));

    // A site's name has a dot in it; localhost and the name of a Service in the same namespace have none.
    private static bool IsOurName(string host) =>
        IPAddress.TryParse(host, out _)
        || !host.Contains('.', StringComparison.Ordinal)
        || Array.Exists(PrivateEndings, ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsOwn(HostString host, string origin) =>
        origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == host.Value);
}
