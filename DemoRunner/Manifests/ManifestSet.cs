using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.Manifests;

/// <summary>The objects that an integration's folder asks the cluster for.</summary>
/// <param name="Integration">Its name.</param>
/// <param name="Items">In the order of the files.</param>
internal sealed record ManifestSet(string Integration, ImmutableArray<Manifest> Items);

/// <summary>An object as a file has it.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Content">The object.</param>
internal sealed record Manifest(string File, JsonObject Content)
{
    public string ApiVersion => Text(Content, "apiVersion") ?? "";

    public string Kind => Text(Content, "kind") ?? "";

    public string Name => Text(Content["metadata"], "name") ?? "";

    internal static string? Text(JsonNode? parent, string name) =>
        parent is JsonObject fields && fields[name] is JsonValue value ? value.TryGetValue<string>(out var text) ? text : value.ToJsonString() : null;
}

/// <summary>A manifest that cannot be applied.</summary>
internal sealed class ManifestFaultException(string integration, string? file, string fault, Exception? innerException = null) : DemoException(
    $"{(file is null ? integration : $"{integration}/{file}")}: {fault}",
    $"kubectl apply --dry-run=server -f {file ?? "."}   # in a clone, in the folder {integration}: says where", innerException);
