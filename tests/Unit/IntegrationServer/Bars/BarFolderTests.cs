using DddAspire.IntegrationServer.BarFiles;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Bars;

public sealed class BarFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void Folder_ThatIsNotThere_HasNoBars() => BarFolder.Read(Path.Combine(folder.FullName, "elsewhere")).ShouldBeEmpty();

    [Fact]
    public void Folder_WithOtherFiles_HasNoBars()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "readme.txt"), "no bar");

        BarFolder.Read(folder.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Folder_WithABadBarBesideAGoodOne_IsRefusedAsAWhole()
    {
        using (var good = File.Create(Path.Combine(folder.FullName, "Good.bar")))
        {
            BarFile.WithFlow(BarFile.Flow).CopyTo(good);
        }

        File.WriteAllText(Path.Combine(folder.FullName, "Bad.bar"), "no zip");

        Should.Throw<BarRefusedException>(() => BarFolder.Read(folder.FullName)).Message.ShouldStartWith("Bad.bar");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
