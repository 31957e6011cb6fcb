using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using DddAspire.IntegrationServer.Bars;

namespace DddAspire.IntegrationServer.BarFiles;

/// <summary>Reads one bar: a zip with META-INF/broker.json and flow.json.</summary>
internal static class BarReader
{
    private const string DescriptorEntry = "META-INF/broker.json";
    private const string FlowEntry = "flow.json";

    // A bar of ours is a few kilobytes; what unpacks to more than this is no bar.
    private const int LargestEntry = 1024 * 1024;

    public static Bar Read(string file, Stream content)
    {
        using var zip = Open(file, content);
        var descriptor = ReadDescriptor(file, zip);
        return new Bar(descriptor, ReadFlows(file, zip));
    }

    private static ZipArchive Open(string file, Stream content)
    {
        try
        {
            return new ZipArchive(content, ZipArchiveMode.Read);
        }
        catch (InvalidDataException damage)
        {
            throw new BarRefusedException(file, "it is no zip archive", damage);
        }
    }

    private static BarDescriptor ReadDescriptor(string file, ZipArchive zip)
    {
        try
        {
            var descriptor = JsonSerializer.Deserialize(EntryOf(file, zip, DescriptorEntry), BarJson.Default.BarDescriptor);
            return descriptor is { Name.Length: > 0, Version.Length: > 0, Application.Length: > 0 }
                ? descriptor
                : throw new BarRefusedException(file, $"{DescriptorEntry} lacks a name, a version or an application");
        }
        catch (JsonException damage)
        {
            throw new BarRefusedException(file, $"{DescriptorEntry} cannot be read: {damage.Message}", damage);
        }
    }

    private static ImmutableArray<Flow> ReadFlows(string file, ZipArchive zip)
    {
        try
        {
            return FlowReader.Read(EntryOf(file, zip, FlowEntry));
        }
        catch (Exception damage) when (damage is JsonException or FlowRefusedException)
        {
            throw new BarRefusedException(file, $"{FlowEntry}: {damage.Message}", damage);
        }
    }

    private static byte[] EntryOf(string file, ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(name) ?? throw new BarRefusedException(file, $"it has no {name}");
        if (entry.Length > LargestEntry)
        {
            throw new BarRefusedException(file, $"{name} is larger than {LargestEntry} bytes");
        }

        try
        {
            using var stream = entry.Open();
            var bytes = new byte[entry.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            throw new BarRefusedException(file, $"{name} is damaged", damage);
        }
    }
}
