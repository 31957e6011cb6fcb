using System.Text.Json;
using Shouldly;

namespace DddAspire.EndToEnd.Stories;

/// <summary>report.json as a stranger reads it: by field names, not by our types.</summary>
internal sealed class Report(JsonElement root)
{
    public string Verdict => Text("verdict");

    public string Reasons => string.Join('\n', root.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));

    public long Failed => Number("load", "failed");

    public long Succeeded => Number("load", "succeeded");

    public JsonElement Root => root;

    public IReadOnlyList<JsonElement> Runs => [.. root.GetProperty("runs").EnumerateArray()];

    public string Text(string name) => root.GetProperty(name).GetString()!;

    public long Number(string part, string name) => root.GetProperty(part).GetProperty(name).GetInt64();

    /// <summary>The runtimes by which callers of an integration were served.</summary>
    public IReadOnlyList<string> Seen(string integration, string what) =>
        [.. root.GetProperty("versions").EnumerateArray()
            .Where(version => version.GetProperty("integration").GetString() == integration)
            .Select(version => version.GetProperty(what).GetString()!)
            .Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The sets of versions that single answers named, in the order first seen.</summary>
    public IReadOnlyList<string> Together() =>
        [.. root.GetProperty("matrix").EnumerateArray()
            .Select(seen => string.Join(", ", seen.GetProperty("versions").EnumerateObject()
                .Select(version => $"{version.Name} {version.Value.GetProperty("runtime").GetString()}/{version.Value.GetProperty("bar").GetString()}")))];

    /// <summary>Fails with the verdict's reasons unless not one call failed and every quote is there once.</summary>
    public void ShouldHaveLostNothing()
    {
        Failed.ShouldBe(0, Reasons);
        Number("audit", "missing").ShouldBe(0, Reasons);
        Number("audit", "duplicated").ShouldBe(0, Reasons);
        Succeeded.ShouldBeGreaterThan(500);
    }

    public static string[] Names(JsonElement array) => [.. array.EnumerateArray().Select(name => name.GetString()!)];
}
