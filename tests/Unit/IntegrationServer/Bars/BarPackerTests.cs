using System.IO.Compression;
using DddAspire.DemoEnvironment.Bars;
using DddAspire.IntegrationServer.BarFiles;
using DddAspire.IntegrationServer.Bars;
using DddAspire.Unit.Repository;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Bars;

public sealed class BarPackerTests
{
    public static TheoryData<string, string> SourcesAndApplications => new()
    {
        { "ddd-api/bars/DrivewayDemo", "api" },
        { "ddd-acme/bars/AcmeV1", "acme" },
        { "ddd-acme/bars/AcmeV2", "acme" },
        { "ddd-bernie/bars/BernieV1", "bernie" },
        { "ddd-bernie/bars/BernieV2", "bernie" },
        { "ddd-chris/bars/ChrisV1", "chris" },
        { "ddd-chris/bars/ChrisV2", "chris" },
    };

    [Theory]
    [MemberData(nameof(SourcesAndApplications))]
    public void Sources_OfAnIntegration_PackIntoABarThatTheServerHosts(string source, string application)
    {
        var bar = BarReader.Read(source, Packed(source));

        bar.Descriptor.Name.ShouldBe(Path.GetFileName(source));
        bar.Descriptor.Application.ShouldBe(application);
    }

    [Theory]
    [InlineData("ddd-acme/bars/AcmeV1", 50, 10, 0, 1)]
    [InlineData("ddd-acme/bars/AcmeV2", 50, 10, 10, 2)]
    [InlineData("ddd-bernie/bars/BernieV1", 100, 5, 0, 1)]
    [InlineData("ddd-bernie/bars/BernieV2", 100, 5, 10, 2)]
    [InlineData("ddd-chris/bars/ChrisV1", 75, 7, 0, 1)]
    [InlineData("ddd-chris/bars/ChrisV2", 75, 7, 10, 2)]
    public void Terms_OfAShop_AreThoseOfTheContract(string source, int cost, int days, int discount, int version)
    {
        var terms = BarReader.Read(source, Packed(source)).Flows.Single().Steps.OfType<FlowStep.Estimate>().Single();

        (terms.CostPerDent, terms.DaysUntilAppointment, terms.DiscountPercent, terms.Version).ShouldBe((cost, days, discount, version));
    }

    [Fact]
    public void Bar_PackedTwice_HasTheSameBytes()
    {
        var folder = Directory.CreateTempSubdirectory();
        Directory.CreateDirectory(Path.Combine(folder.FullName, "META-INF"));
        File.WriteAllText(Path.Combine(folder.FullName, "b.json"), "b");
        File.WriteAllText(Path.Combine(folder.FullName, "META-INF", "a.json"), "a");
        var first = Pack(folder.FullName).ToArray();
        File.SetLastWriteTimeUtc(Path.Combine(folder.FullName, "b.json"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        var second = Pack(folder.FullName).ToArray();

        folder.Delete(recursive: true);
        second.ShouldBe(first);
    }

    [Fact]
    public void Entries_OfABar_AreInOrderAndNamedWithForwardSlashes()
    {
        using var zip = new ZipArchive(Packed("ddd-acme/bars/AcmeV1"));

        zip.Entries.Select(entry => entry.FullName).ShouldBe(["META-INF/broker.json", "flow.json"]);
    }

    private static MemoryStream Packed(string source) => Pack(Path.Combine(SourceTree.Root, "integrations", source));

    private static MemoryStream Pack(string folder)
    {
        var stream = new MemoryStream();
        BarPacker.Pack(folder, stream);
        stream.Position = 0;
        return stream;
    }
}
