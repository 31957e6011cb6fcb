using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Repository;

/// <summary>Changes to the integrations' repository over HTTP, made by git as a user makes them.</summary>
internal static class RepositoryEndpoints
{
    public static void MapRepositoryEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/integrations/{name}/base-image", (string name, BaseImageOrder order, RepositoryDesk desk, CancellationToken cancellationToken) =>
            AcceptedAsync(desk.EditAsync(name,
                order.Recreate ? new IntegrationEdit.FixPackByRecreate(order.FixPack) : new IntegrationEdit.FixPack(order.FixPack), cancellationToken)));
        routes.MapPost("/integrations/{name}/bar", (string name, BarOrder order, RepositoryDesk desk, CancellationToken cancellationToken) =>
            AcceptedAsync(desk.EditAsync(name, folder => new IntegrationEdit.Bar(order.Bar ?? folder.NextBar()), cancellationToken)));
        routes.MapPost("/integrations/{name}/rollback", (string name, RepositoryDesk desk, CancellationToken cancellationToken) =>
            AcceptedAsync(desk.RollBackAsync(name, cancellationToken)));
        routes.MapPost("/reset", (RepositoryDesk desk, CancellationToken cancellationToken) =>
            AcceptedAsync(desk.ResetAsync(cancellationToken)));
    }

    private static async Task<IResult> AcceptedAsync(Task<string?> push) => Results.Accepted("/runs", new PushAccepted(await push));
}
