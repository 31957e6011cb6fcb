using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Flows;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Settings;

namespace DddAspire.IntegrationServer.Hosting;

/// <summary>The end of an HTTP flow: status, body, and the header that says who served this call.</summary>
internal sealed class HttpReply(ServerSettings settings, ILogger<HttpReply> logger)
{
    private const string VersionsHeader = "X-Integration-Versions";
    private const string RetryAfterSeconds = "1";

    public Task WriteAsync(HttpContext context, BarDescriptor bar, FlowMessage.Answer answer) => answer switch
    {
        FlowMessage.QuoteStored stored => WriteJsonAsync(context, Served(bar, stored.Answers), stored.Quote, QuoteJson.Default.Quote),
        FlowMessage.QuotesFound found => WriteJsonAsync(context, Served(bar, []), found.Quotes, QuoteJson.Default.ImmutableArrayQuote),
        FlowMessage.Refused refused => WriteProblemAsync(context, bar, refused.Refusal),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "an answer that HTTP cannot carry"),
    };

    public Task WriteAsync(HttpContext context, BarDescriptor bar, DependencyUnavailableException unavailable)
    {
        logger.DependencyUnavailable(unavailable.Message);
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return WriteProblemAsync(context, bar, Refusal.Unavailable($"the {unavailable.Dependency} is unavailable"));
    }

    private string Served(BarDescriptor bar, ImmutableArray<ShopAnswer> answers) => string.Join(
        ", ",
        answers
            .Where(answer => answer.ServedBy is not null)
            .Select(answer => $"{answer.Shop.Integration}={answer.ServedBy}")
            .Prepend($"{bar.Application}={new ServedBy(settings.FixPack, bar.Name)}"));

    private static Task WriteJsonAsync<T>(HttpContext context, string served, T body, JsonTypeInfo<T> type)
    {
        context.Response.Headers[VersionsHeader] = served;
        return WriteAsync(context, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, type));
    }

    private Task WriteProblemAsync(HttpContext context, BarDescriptor bar, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        context.Response.Headers[VersionsHeader] = Served(bar, []);
        var problem = new HttpValidationProblemDetails(refusal.Errors)
        {
            Status = refusal.Status,
            Title = refusal.Title,
            Detail = refusal.Detail,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, QuoteJson.Default.HttpValidationProblemDetails);
        return WriteAsync(context, "application/problem+json", body);
    }

    // With its length known, an answer that was cut off can be told from a whole one.
    private static Task WriteAsync(HttpContext context, string contentType, byte[] body)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
