using System.Text.Json.Nodes;

namespace DddAspire.DemoEnvironment.Kubernetes;

/// <summary>Where an object is in the API.</summary>
/// <param name="ApiVersion">Such as <c>v1</c> or <c>apps/v1</c>.</param>
/// <param name="Kind">Such as Deployment.</param>
/// <param name="Namespace">Its namespace; null for what belongs to the whole cluster.</param>
/// <param name="Name">Its name.</param>
public sealed record ObjectPath(string ApiVersion, string Kind, string? Namespace, string Name)
{
    /// <summary>Its address below the API's.</summary>
    internal Uri Relative => new(
        $"{(ApiVersion.Contains('/', StringComparison.Ordinal) ? "apis" : "api")}/{ApiVersion}/{(Namespace is null ? "" : $"namespaces/{Namespace}/")}{Plural}/{Name}",
        UriKind.Relative);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name}{(Namespace is null ? "" : $" in {Namespace}")}";

    // The rule by which Kubernetes itself guesses (meta.UnsafeGuessKindToResource); it is right for every kind of its own but Endpoints.
    private string Plural
    {
        get
        {
            var singular = Kind.ToLowerInvariant();
            return singular[^1] switch
            {
                's' => $"{singular}es",
                'y' => $"{singular[..^1]}ies",
                _ => $"{singular}s",
            };
        }
    }

    /// <summary>A Deployment.</summary>
    public static ObjectPath Deployment(string targetNamespace, string name) => new("apps/v1", "Deployment", targetNamespace, name);

    /// <summary>Where an object that is written out says that it is.</summary>
    public static ObjectPath Of(JsonObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var metadata = item["metadata"];
        return new((string)item["apiVersion"]!, (string)item["kind"]!, (string?)metadata?["namespace"], (string)metadata?["name"]!);
    }
}
