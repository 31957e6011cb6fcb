using System.Collections.Immutable;
using System.Text.Json;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>Reads what <c>container inspect</c> prints, with either engine.</summary>
internal static class ContainerInspection
{
    /// <summary>Reads one element of the array.</summary>
    public static ContainerFacts Parse(JsonElement container) => new(
        container.GetProperty("Id").GetString()!,
        container.GetProperty("Name").GetString()!.TrimStart('/'),
        ParseStatus(container.GetProperty("State").GetProperty("Status").GetString()),
        container.GetProperty("Config").GetProperty("Image").GetString()!,
        Members(container.GetProperty("Config"), "Labels").ToImmutableDictionary(label => label.Name, label => label.Value.GetString() ?? ""),
        Members(container.GetProperty("HostConfig"), "PortBindings")
            .Where(binding => binding.Value.ValueKind == JsonValueKind.Array && binding.Value.GetArrayLength() > 0)
            .ToImmutableDictionary(binding => binding.Name, binding => HostPort(binding.Value[0])),
        Members(container.GetProperty("NetworkSettings"), "Networks").Select(network => network.Name).ToImmutableHashSet())
    {
        Binds = Texts(container.GetProperty("HostConfig"), "Binds").Select(Bind).ToImmutableHashSet(),
    };

    private static IEnumerable<JsonProperty> Members(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];

    private static IEnumerable<string> Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(text => text.GetString()!) : [];

    // Podman names every mount option.
    private static string Bind(string text) => text.Split(':') is [var host, var inside, var options]
        ? $"{host}:{inside}{(options.Split(',').Contains("ro") ? ":ro" : "")}"
        : text;

    private static int HostPort(JsonElement binding) =>
        int.TryParse(binding.GetProperty("HostPort").GetString(), out var port) ? port : 0;

    private static ContainerStatus ParseStatus(string? word) =>
        Enum.TryParse<ContainerStatus>(word, ignoreCase: true, out var status) ? status : ContainerStatus.Unknown;
}
