using DddAspire.DemoEnvironment.Programs;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>Copies of our programs don't pile up, and none is pulled from under a program.</summary>
public sealed class ProgramBuildTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-programs").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Copies_ThatNoProgramRunsFrom_AreRemoved()
    {
        var programs = Path.Combine(folder, "programs");
        foreach (var name in (string[])["old", "draft.1", "serving", "loading", "young"])
        {
            Directory.CreateDirectory(Path.Combine(programs, name));
            File.WriteAllText(Path.Combine(programs, name, "a.dll"), "");
            Directory.SetLastWriteTimeUtc(Path.Combine(programs, name), new DateTime(2026, 1, 1, name == "young" ? 13 : 11, 0, 0, DateTimeKind.Utc));
        }

        new PidRecord(1, "m", "serving", []).Write(Path.Combine(folder, "serve.pid"));
        new PidRecord(2, "m", "loading", []).Write(Path.Combine(folder, "load.pid"));

        ProgramBuild.RemoveOthers(programs, PidRecord.BuildsIn(folder), new DateTime(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc));

        Directory.GetDirectories(programs).Select(Path.GetFileName).Order().ShouldBe(["loading", "serving", "young"]);
    }
}
