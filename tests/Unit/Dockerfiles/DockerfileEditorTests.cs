using DddAspire.DemoRunner.Dockerfiles;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Dockerfiles;

public sealed class DockerfileEditorTests
{
    private const string Old = "12.0.11.0-r1";
    private const string New = "12.0.12.0-r1";
    private const string OldDigest = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string NewDigest = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    public static TheoryData<string> Taken => [.. DockerfileCatalogue.Taken.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Taken))]
    public void BaseImage_OfEachForm_IsChangedAndBackAgain_AndNothingElseIs(string name)
    {
        var text = DockerfileCatalogue.Taken.Single(form => form.Name == name).Text;
        var plan = BuildPlan.Read("ddd-acme", text);

        var edited = BuildPlan.Read("ddd-acme", DockerfileEditor.WithBaseImage(plan, New, null));

        edited.BaseImage!.Whole.Text.ShouldBe($"{DockerfileCatalogue.Server}:{New}");
        edited.Bars().Select(bar => bar.Source.Text).ShouldBe(plan.Bars().Select(bar => bar.Source.Text));
        edited.File.Instructions.Length.ShouldBe(plan.File.Instructions.Length);
        if (name is not ("continued inside a word" or "copied from a named stage" or "copied from a numbered stage"))
        {
            DockerfileEditor.WithBaseImage(edited, Old, null).ShouldBe(text);
        }
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public void Bar_OfEachFormThatNamesOne_IsChanged(string name)
    {
        var plan = BuildPlan.Read("ddd-acme", DockerfileCatalogue.Taken.Single(form => form.Name == name).Text);
        if (plan.Bars() is [var bar, ..] && bar.Source.Text.EndsWith("AcmeV1.bar", StringComparison.Ordinal))
        {
            BuildPlan.Read("ddd-acme", DockerfileEditor.WithBar(plan, bar, "AcmeV2")).Bars()[0].Source.Text.ShouldBe($"{bar.Folder}AcmeV2.bar");
        }
    }

    [Theory]
    [InlineData($"FROM r/a@{OldDigest}\n", $"FROM r/a@{NewDigest}\n")]
    [InlineData($"FROM r/a:{Old}@{OldDigest} AS x\n", $"FROM r/a:{New}@{NewDigest} AS x\n")]
    [InlineData($"ARG D={OldDigest}\nFROM r/a@$D\n", $"ARG D={NewDigest}\nFROM r/a@$D\n")]
    [InlineData($"ARG T={Old}\nARG D={OldDigest}\nFROM r/a:$T@$D\n", $"ARG T={New}\nARG D={NewDigest}\nFROM r/a:$T@$D\n")]
    [InlineData($"ARG D={OldDigest}\nARG T={Old}\nFROM r/a:$T@$D\n", $"ARG D={NewDigest}\nARG T={New}\nFROM r/a:$T@$D\n")]
    [InlineData("FROM r/a\n", $"FROM r/a:{New}\n")]
    [InlineData("ARG BASE=r/a\nFROM $BASE\n", $"ARG BASE=r/a:{New}\nFROM $BASE\n")]
    [InlineData($"FROM r/a:{Old} AS base\nFROM other:1 AS pack\nFROM base\n", $"FROM r/a:{New} AS base\nFROM other:1 AS pack\nFROM base\n")]
    [InlineData("ARG PACK=11\nFROM r/a:12.0.${PACK}.0-r1\n", "ARG PACK=12\nFROM r/a:12.0.${PACK}.0-r1\n")]
    [InlineData($"FROM r/a:${{T:-{Old}}}\r\n", $"FROM r/a:${{T:-{New}}}\r\n")]
    public void BaseImage_IsChangedInTheWordsThatNameIt(string text, string expected) =>
        DockerfileEditor.WithBaseImage(BuildPlan.Read("ddd-acme", text), New, NewDigest).ShouldBe(expected);

    [Theory]
    [InlineData($"# ours\nFROM r/a@{OldDigest}\n", "line 2: r/a@sha256:1111111111111111111111111111111111111111111111111111111111111111 is pinned by its digest")]
    [InlineData("ARG A=11\nARG B=r1\nFROM r/a:99.0.${A}.0-${B}\n", "line 3: '99.0.11.0-r1' is put together from several places")]
    [InlineData("FROM scratch\n", "line 1: scratch has no fix packs")]
    public void BaseImage_ThatCannotBeChanged_IsRefusedWithItsLine(string text, string told) =>
        Should.Throw<DockerfileFaultException>(() => DockerfileEditor.WithBaseImage(BuildPlan.Read("ddd-acme", text), New, null)).Message
            .ShouldContain(told);
}
