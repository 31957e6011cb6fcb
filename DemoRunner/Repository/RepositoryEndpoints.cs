using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Repository;

/// <summary>Changes to the integrations' repository over HTTP, made by git as a user makes them.</summary>
internal static class RepositoryEndpoints
{
    public static void MapRepositoryEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/integrations/{name}/base-image", (string name, BaseImageRequest body, RepositoryEditor editor, CancellationToken cancellationToken) =>
            AcceptedAsync(editor.EditAsync(name,
                body.Recreate ? new IntegrationEdit.FixPackByRecreate(body.FixPack) : new IntegrationEdit.FixPack(body.FixPack), cancellationToken)));
        routes.MapPost("/integrations/{name}/bar", (string name, BarRequest body, RepositoryEditor editor, CancellationToken cancellationToken) =>
            AcceptedAsync(editor.EditAsync(name, folder => new IntegrationEdit.Bar(body.Bar ?? folder.NextBar()), cancellationToken)));
        routes.MapPost("/integrations/{name}/rollback", (string name, RepositoryEditor editor, CancellationToken cancellationToken) =>
            AcceptedAsync(editor.RollBackAsync(name, cancellationToken)));
        routes.MapPost("/reset", (RepositoryEditor editor, CancellationToken cancellationToken) =>
            AcceptedAsync(editor.ResetAsync(cancellationToken)));
    }

    private static async Task<IResult> AcceptedAsync(Task<string?> push) => Results.Accepted("/runs", new PushAccepted(await push));
}
