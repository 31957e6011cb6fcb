using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Faults;

/// <summary>Again and again: a short soak. <c>./test soak</c> is a longer one.</summary>
[TestOrder(41)]
[Collection(DemoCollection.Name)]
public sealed class SoakTests(DemoFixture demo)
{
    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Soak_OfTwoCycles_PassesWithALineEach()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);

        var result = await demo.ExpectAsync(0, ["soak", "--cycles", "2", "--rate", "100"], TestContext.Current.CancellationToken);

        result.StandardOutput.Split('\n').Count(line => line.TrimStart().StartsWith("1  passed", StringComparison.Ordinal)
            || line.TrimStart().StartsWith("2  passed", StringComparison.Ordinal)).ShouldBe(2);
        result.StandardOutput.ShouldContain("PASSED: soak of 2 cycles");
        result.StandardOutput.ShouldContain("2 of 2 cycles passed");
    }
}
