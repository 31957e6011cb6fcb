using System.IO.Compression;
using System.Text;
using DddAspire.DemoEnvironment.Tools;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>git's smart HTTP protocol over git's own programs, see gitprotocol-http(5).</summary>
internal sealed class SmartHttp(BareRepository repository, Action<RefUpdate> branchMoved, ILogger<SmartHttp> logger)
{
    private const string UploadPack = "upload-pack";
    private const string ReceivePack = "receive-pack";

    /// <summary>Whether a request is part of a push.</summary>
    public static bool IsPush(HttpRequest request) =>
        request.Query["service"] == $"git-{ReceivePack}" || request.Path.Value!.EndsWith($"/git-{ReceivePack}", StringComparison.Ordinal);

    /// <summary>Tells the refs: the first request of every fetch and push.</summary>
    public async Task AdvertiseAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var service = context.Request.Query["service"].ToString() switch
        {
            $"git-{UploadPack}" => UploadPack,
            $"git-{ReceivePack}" => ReceivePack,
            _ => null,
        };
        if (service is null)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("only git's smart HTTP protocol is spoken here\n", cancellationToken);
            return;
        }

        var protocol = Protocol(context.Request);
        Prepare(context.Response, $"application/x-git-{service}-advertisement");
        if (service == ReceivePack || protocol?.Contains("version=2", StringComparison.Ordinal) != true)
        {
            await context.Response.WriteAsync(Announcement(service), cancellationToken);
        }

        await ServeAsync(context, service, repository.ServiceCommand(service, advertise: true, protocol, pushFile: null), Stream.Null);
    }

    /// <summary>Sends what a fetch asks for.</summary>
    public async Task UploadPackAsync(HttpContext context)
    {
        if (Accepts(context, UploadPack))
        {
            var command = repository.ServiceCommand(UploadPack, advertise: false, Protocol(context.Request), pushFile: null);
            await ServeAsync(context, UploadPack, command, Body(context.Request));
        }
    }

    /// <summary>Takes a push and tells which branches it moved.</summary>
    public async Task ReceivePackAsync(HttpContext context)
    {
        if (!Accepts(context, ReceivePack))
        {
            return;
        }

        var pushFile = Path.GetTempFileName();
        try
        {
            var command = repository.ServiceCommand(ReceivePack, advertise: false, Protocol(context.Request), pushFile);
            await ServeAsync(context, ReceivePack, command, Body(context.Request));
            foreach (var update in RefUpdate.ParseAll(await File.ReadAllTextAsync(pushFile, CancellationToken.None)))
            {
                logger.PushReceived(update.Ref, update.Before, update.After);
                if (update.MovesBranch)
                {
                    branchMoved(update);
                }
            }
        }
        finally
        {
            File.Delete(pushFile);
        }
    }

    internal static string Announcement(string service)
    {
        var line = $"# service=git-{service}\n";
        return $"{Encoding.ASCII.GetByteCount(line) + 4:x4}{line}0000";
    }

    private async Task ServeAsync(HttpContext context, string service, ToolCommand command, Stream input)
    {
        try
        {
            // Not bound to the connection: a push whose client went away is either done or refused, never half-told.
            await ToolRunner.StreamAsync(command, input, context.Response.Body, CancellationToken.None);
        }
        catch (ToolFailedException exception)
        {
            logger.ServiceFailed(service, exception.Evidence);
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
    }

    private static bool Accepts(HttpContext context, string service)
    {
        if (context.Request.ContentType != $"application/x-git-{service}-request")
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        // A pack is as large as it is, and comes as slowly as git makes it.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        Prepare(context.Response, $"application/x-git-{service}-result");
        return true;
    }

    private static void Prepare(HttpResponse response, string contentType)
    {
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-cache, max-age=0, must-revalidate";
    }

    private static Stream Body(HttpRequest request) =>
        request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;

    private static string? Protocol(HttpRequest request) =>
        request.Headers["Git-Protocol"].ToString() is { Length: > 0 } protocol ? protocol : null;
}
