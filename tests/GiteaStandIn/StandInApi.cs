using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DddAspire.GiteaStandIn;

/// <summary>The part of Gitea's API that set-up uses, with its status codes. See https://docs.gitea.com/api/.</summary>
/// <param name="store">What is kept.</param>
/// <param name="repository">owner/name of the one repository that there can be.</param>
/// <param name="test">Sends a webhook a push event of the newest commit, if there is one.</param>
internal sealed class StandInApi(StandInStore store, string repository, Func<StandInHook, CancellationToken, Task> test)
{
    private const int ShortestPassword = 8;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/healthz", () => Results.Json(new { status = "pass", description = "Gitea: Git with a cup of tea" }));
        var api = routes.MapGroup("/api/v1");
        api.MapGet("/version", () => Results.Json(new { version = "1.27.3+stand-in" }));
        api.MapGet("/user", (HttpRequest request) => As(request, "read:user", caller => Results.Json(new { login = caller.Account.Name, is_admin = caller.Account.IsAdmin })));
        api.MapPatch("/admin/users/{name}", ChangeAccountAsync);
        api.MapGet("/users/{name}/tokens", (HttpRequest request) => ByPassword(request, caller => Results.Json(
            store.Read().Tokens.Where(token => token.Account == caller.Account.Name).Select(token => new { name = token.Name, scopes = token.Scopes }))));
        api.MapDelete("/users/{name}/tokens/{token}", (string token, HttpRequest request) => ByPassword(request, caller => RemoveToken(caller, token)));
        api.MapPost("/user/repos", MakeRepositoryAsync);
        api.MapGet("/repos/{owner}/{name}", (string owner, string name) => store.Read().Repositories.Contains($"{owner}/{name}")
            ? Results.Json(new { full_name = $"{owner}/{name}", default_branch = "main" })
            : NotFound());
        MapHooks(api.MapGroup("/repos/{owner}/{name}/hooks"));
    }

    private void MapHooks(RouteGroupBuilder hooks)
    {
        hooks.MapGet("", (HttpRequest request) => InRepository(request, "read:repository", () => Results.Json(store.Read().Hooks.Select(Shown))));
        hooks.MapPost("", MakeHookAsync);
        hooks.MapDelete("/{id:long}", (long id, HttpRequest request) => InRepository(request, "write:repository", () =>
        {
            var known = store.Read().Hooks.Any(hook => hook.Id == id);
            store.Change(data => data with { Hooks = data.Hooks.RemoveAll(hook => hook.Id == id) });
            return known ? Results.NoContent() : NotFound();
        }));
        hooks.MapPost("/{id:long}/tests", async (long id, HttpRequest request, CancellationToken token) =>
        {
            var answer = InRepository(request, "write:repository", () => store.Read().Hooks.Any(hook => hook.Id == id) ? Results.NoContent() : NotFound());
            if (answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status204NoContent })
            {
                await test(store.Read().Hooks.Single(hook => hook.Id == id), token);
            }

            return answer;
        });
    }

    private async Task<IResult> ChangeAccountAsync(string name, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonObject>(request.Body, cancellationToken: cancellationToken);
        return As(request, "write:admin", caller =>
        {
            var password = (string?)body?["password"];
            if (!caller.Account.IsAdmin)
            {
                return Message(StatusCodes.Status403Forbidden, "user should be the site admin");
            }

            if (store.Read().Accounts.All(account => account.Name != name))
            {
                return NotFound();
            }

            if (password is { Length: < ShortestPassword } || body?["login_name"] is null || body["source_id"] is null)
            {
                return Message(StatusCodes.Status422UnprocessableEntity, "password is too short, or login_name or source_id is missing");
            }

            store.Change(data => data with
            {
                Accounts = [.. data.Accounts.Select(account => account.Name == name && password is not null ? account with { Password = password } : account)],
            });
            return Results.Json(new { login = name });
        });
    }

    private IResult RemoveToken(Caller caller, string name)
    {
        var known = store.Read().Tokens.Any(token => token.Account == caller.Account.Name && token.Name == name);
        store.Change(data => data with { Tokens = data.Tokens.RemoveAll(token => token.Account == caller.Account.Name && token.Name == name) });
        return known ? Results.NoContent() : NotFound();
    }

    private async Task<IResult> MakeRepositoryAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonObject>(request.Body, cancellationToken: cancellationToken);
        return As(request, "write:repository", caller =>
        {
            var name = $"{caller.Account.Name}/{(string?)body?["name"]}";
            if (!caller.May("write:user"))
            {
                return Message(StatusCodes.Status403Forbidden, "token does not have at least one of required scope(s)");
            }

            if (name != repository)
            {
                return Message(StatusCodes.Status422UnprocessableEntity, $"a stand-in has one repository, {repository}");
            }

            if (store.Read().Repositories.Contains(name))
            {
                return Message(StatusCodes.Status409Conflict, "The repository with the same name already exists.");
            }

            store.Change(data => data with { Repositories = data.Repositories.Add(name) });
            return Results.Json(new { full_name = name }, statusCode: StatusCodes.Status201Created);
        });
    }

    private async Task<IResult> MakeHookAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonObject>(request.Body, cancellationToken: cancellationToken);
        return InRepository(request, "write:repository", () =>
        {
            if ((string?)body?["type"] != "gitea" || body["config"] is not JsonObject config || config["url"] is null || (string?)config["content_type"] != "json")
            {
                return Message(StatusCodes.Status422UnprocessableEntity, "Missing config option: url, content_type, or an invalid hook type");
            }

            // Any address is taken; whether it may be sent to is found out when it is.
            var made = store.Change(data => data with
            {
                LastHook = data.LastHook + 1,
                Hooks = data.Hooks.Add(new(
                    data.LastHook + 1, (string)config["url"]!, (string?)config["secret"] ?? "", (bool?)body["active"] ?? false,
                    [.. body["events"]!.AsArray().Select(name => (string)name!)])),
            });
            return Results.Json(Shown(made.Hooks[^1]), statusCode: StatusCodes.Status201Created);
        });
    }

    private static object Shown(StandInHook hook) =>
        new { id = hook.Id, type = "gitea", active = hook.Active, events = hook.Events, config = new { url = hook.Url, content_type = "json" } };

    private IResult InRepository(HttpRequest request, string scope, Func<IResult> answer) =>
        As(request, scope, _ => store.Read().Repositories.Contains($"{request.RouteValues["owner"]}/{request.RouteValues["name"]}") ? answer() : NotFound());

    private IResult ByPassword(HttpRequest request, Func<Caller, IResult> answer) => Caller.Of(request, store.Read()) switch
    {
        { ByPassword: true } caller => answer(caller),
        _ => Message(StatusCodes.Status401Unauthorized, "auth method not allowed"),
    };

    private IResult As(HttpRequest request, string scope, Func<Caller, IResult> answer) => Caller.Of(request, store.Read()) switch
    {
        null => Message(StatusCodes.Status401Unauthorized, "invalid username, password or token"),
        var caller when !caller.May(scope) => Message(StatusCodes.Status403Forbidden, $"token does not have at least one of required scope(s): [{scope}]"),
        var caller => answer(caller),
    };

    private static IResult NotFound() => Message(StatusCodes.Status404NotFound, "The target couldn't be found.");

    private static IResult Message(int status, string message) => Results.Json(new { message, url = "https://docs.gitea.com/api" }, statusCode: status);
}
