using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Stories;

/// <summary>Somebody else's load client sees no failed call either: Debian's <c>hey</c>, all through a story.</summary>
[TestOrder(5)]
[Collection(DemoCollection.Name)]
public sealed partial class IndependentClientTests(DemoFixture demo)
{
    private const string Body = """
        {"Name":"Hey","EMail":"hey@ddd.example","Address":"2 Other Lane","USState":"FL","LicensePlate":"HEY 1",
         "DentLocations":[{"PanelType":"Door","NumberOfDents":2},{"PanelType":"Fender","NumberOfDents":1}]}
        """;

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Hey_DuringTheUpgradeAndTheWayBack_SeesNoFailedCall()
    {
        await demo.UpAsync(TestContext.Current.CancellationToken);
        await InstalledAsync();
        var api = (await demo.StatusAsync(TestContext.Current.CancellationToken)).GetProperty("urls").GetProperty("api").GetString()!;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var hey = KeepCallingAsync(new Uri(new Uri(api), "/drivewayrepair/quote"), over.Token);

        await demo.ExpectAsync(0, ["story", "fix-pack", "--rate", "20", "--exit"], TestContext.Current.CancellationToken);

        await over.CancelAsync();
        var rounds = await hey;
        rounds.Sum(round => round.Answered).ShouldBeGreaterThan(1_000);
        rounds.SelectMany(round => round.Complaints).ShouldBeEmpty();
    }

    private static async Task InstalledAsync()
    {
        try
        {
            await ToolRunner.RunAsync(new("hey", ["-h"]) { AcceptedExitCodes = new HashSet<int> { 0, 1, 2 } }, TestContext.Current.CancellationToken);
        }
        catch (ToolMissingException)
        {
            await ToolRunner.RunAsync(
                new("apt-get", ["install", "-y", "--no-install-recommends", "hey"]) { Limit = TimeSpan.FromMinutes(5) }, TestContext.Current.CancellationToken);
        }
    }

    // In rounds of five seconds, so that the last one ends soon after the story does.
    private static async Task<List<HeyRound>> KeepCallingAsync(Uri url, CancellationToken cancellationToken)
    {
        var rounds = new List<HeyRound>();
        while (!cancellationToken.IsCancellationRequested)
        {
            var result = await ToolRunner.RunAsync(
                new("hey", ["-z", "5s", "-c", "2", "-q", "15", "-t", "5", "-m", "POST", "-T", "application/json", "-d", Body, url.ToString()]),
                CancellationToken.None);
            rounds.Add(HeyRound.Parse(result.StandardOutput));
        }

        return rounds;
    }

    /// <summary>What one run of hey printed.</summary>
    private sealed partial record HeyRound(int Answered, IReadOnlyList<string> Complaints)
    {
        public static HeyRound Parse(string output) => new(
            Status().Matches(output).Where(match => match.Groups[1].Value == "200").Sum(match => int.Parse(match.Groups[2].Value, null)),
            [.. Status().Matches(output).Where(match => match.Groups[1].Value != "200").Select(match => match.Value.Trim()),
             .. output.Split("Error distribution:").Skip(1)]);

        [GeneratedRegex(@"^\s+\[(\d{3})\]\s+(\d+) responses", RegexOptions.Multiline)]
        private static partial Regex Status();
    }
}
