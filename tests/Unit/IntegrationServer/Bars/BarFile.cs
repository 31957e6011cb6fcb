using System.IO.Compression;
using System.Text;

namespace DddAspire.Unit.IntegrationServer.Bars;

/// <summary>Makes bars, good and bad, in memory.</summary>
internal static class BarFile
{
    public const string Descriptor = """{"name":"AcmeV1","version":"1.0.0","application":"acme"}""";

    public const string Flow = """
        {"flows":[{"name":"estimate","steps":[
          {"step":"queue-input","queue":"AccidentIn","group":"acme"},
          {"step":"estimate","vendor":"AcmeAutoAccidents","costPerDent":50,"daysUntilAppointment":10,"discountPercent":0,"version":1},
          {"step":"reply"}]}]}
        """;

    public static MemoryStream Zip(params (string Name, string Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        stream.Position = 0;
        return stream;
    }

    public static MemoryStream WithFlow(string flow) => Zip(("META-INF/broker.json", Descriptor), ("flow.json", flow));

    /// <summary>A flow of one name with these steps.</summary>
    public static string FlowOf(params string[] steps) => $$"""{"flows":[{"name":"test","steps":[{{string.Join(',', steps)}}]}]}""";
}
