using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DddAspire.DemoRunner.Reports;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

public sealed class StoryReportTests
{
    [Fact]
    public void Json_OfAReport_HasTheFieldsThatOutsideChecksRead() =>
        ReportJson.Write(Sample).ShouldBe(SampleJson, StringCompareShould.IgnoreLineEndings);

    [Fact]
    public void Json_WrittenAndRead_IsTheSame() =>
        ReportJson.Write(ReportJson.Read(ReportJson.Write(Sample))).ShouldBe(ReportJson.Write(Sample));

    [Fact]
    public void JUnit_OfAReport_HasACaseForEachStepAndTheVerdict() =>
        JUnitReport.Write(Sample with
        {
            Verdict = StoryOutcome.Failed,
            Reasons = ["1 of 100 calls failed (reset)."],
            Steps =
            [
                new(1, "The solution runs", StepResult.Passed, SampleStory.At(0), SampleStory.At(2.5), null),
                new(2, "Load <runs>", StepResult.Failed, SampleStory.At(2.5), SampleStory.At(3), "no answer"),
                new(3, "Another", StepResult.Skipped, null, null, null),
            ],
        }).ShouldBe("""
            <?xml version="1.0" encoding="utf-8"?>
            <testsuites>
              <testsuite name="story.fix-pack" tests="4" failures="2" errors="0" skipped="1" time="90.000" timestamp="2026-03-14T12:00:00">
                <testcase classname="story.fix-pack" name="1. The solution runs" time="2.500" />
                <testcase classname="story.fix-pack" name="2. Load &lt;runs&gt;" time="0.500">
                  <failure message="no answer" />
                </testcase>
                <testcase classname="story.fix-pack" name="3. Another" time="0.000">
                  <skipped message="not reached" />
                </testcase>
                <testcase classname="story.fix-pack" name="verdict" time="0.000">
                  <failure message="1 of 100 calls failed (reset).">1 of 100 calls failed (reset).</failure>
                </testcase>
              </testsuite>
            </testsuites>

            """, StringCompareShould.IgnoreLineEndings);

    [Fact]
    public void JUnit_OfReasonsInColours_IsXml()
    {
        var report = Sample with { Verdict = StoryOutcome.Failed, Reasons = ["pod said \u001b[31mred\u001b[0m \uD800 and \uD83D\uDE00"] };

        var text = JUnitReport.Write(report);

        XDocument.Parse(text).Descendants("failure").Last().Value.ShouldBe("pod said \uFFFD[31mred\uFFFD[0m \uFFFD and \uD83D\uDE00");
    }

    [Fact]
    public async Task Html_OfAReport_LoadsNothingFromElsewhereAndEncodesWhatItShows()
    {
        var html = await HtmlReport.WriteAsync(Sample with { Reasons = ["<script>alert(1)</script>"], Timeline = [Second(0), Second(25)] });

        html.ShouldNotContain("<script");
        html.ShouldNotContain("http://");
        html.ShouldNotContain("https://");
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldContain("upgrade-pushed");
    }

    [Fact]
    public async Task Html_OfAReport_TellsTheStoryToSomebodyWhoWasNotThere()
    {
        var html = await HtmlReport.WriteAsync(Sample with { Changes = [Change("Move ddd-acme to 12.0.12.0-r1", "aaaa"), Change("Put ddd-acme back", "bbbb")] });

        var text = System.Net.WebUtility.HtmlDecode(html);
        text.ShouldContain("ddd-acme was moved from fix pack 12.0.11.0-r1 to 12.0.12.0-r1 and back, by 2 git commits. 9,000 calls were due meanwhile: 0 failed, 0 lost, 0 done twice.");
        text.ShouldContain("− FROM ace-server:12.0.11.0-r1");
        text.ShouldContain("+ FROM ace-server:12.0.12.0-r1");
        text.ShouldContain("<b>ddd-dev-ddd-acme-new-0 </b>");
        text.ShouldContain("4,500 / 4,500");
        text.IndexOf("<h1>passed</h1>", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("<svg", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_OfAReport_HasTheClaimAndTheLinesThatChanged()
    {
        var text = ReportMarkdown.Write(Sample with { Changes = [Change("Move ddd-acme", "aaaa"), Change("Put `it` back", "bbbb")] });

        text.ShouldContain("ddd-acme was moved from fix pack 12.0.11.0-r1 to 12.0.12.0-r1 and back, by 2 git commits.");
        text.ShouldContain("```diff\n-FROM ace-server:12.0.11.0-r1\n+FROM ace-server:12.0.12.0-r1\n```");
        text.ShouldContain("Put \\`it\\` back");
    }

    [Fact]
    public async Task Html_OfAStoryThatNeverStartedItsLoad_IsAPageToo()
    {
        var html = await HtmlReport.WriteAsync(Sample with { Load = null, Audit = null, Bound = null, Environment = null, Verdict = StoryOutcome.Inconclusive });

        XDocument.Parse(html.Replace("<!doctype html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "", StringComparison.Ordinal)).ShouldNotBeNull();
        html.ShouldContain("No load ran.");
    }

    [Fact]
    public async Task Report_OfVersionsThatServedTogether_ShowsThemOverTime()
    {
        var first = ImmutableSortedDictionary<string, IntegrationVersion>.Empty.Add("ddd-acme", SampleStory.Old).Add("ddd-bernie", new("12.0.11.0-r1", "BernieV1"));
        var report = Sample with { Matrix = [new(first, SampleStory.At(0), SampleStory.At(20), 900), new(first.SetItem("ddd-acme", SampleStory.New), SampleStory.At(20), SampleStory.At(60), 1_900)] };

        Regex.Replace(await HtmlReport.WriteAsync(report), @">\s+<", "><").ShouldContain("<td><b>12.0.12.0-r1/AcmeV1</b></td><td>12.0.11.0-r1/BernieV1</td>");
        ReportMarkdown.Write(report).ShouldContain("| 12.0.12.0-r1/AcmeV1 | 12.0.11.0-r1/BernieV1 | 12:00:20 | 12:01:00 | 1,900 |");
        ReportJson.Read(ReportJson.Write(report)).Matrix!.Value[1].Versions["ddd-acme"].ShouldBe(SampleStory.New);
    }

    [Theory]
    [InlineData(0, 9_000, "0 of 9,000 calls failed: with 95 % confidence fewer than 1 in 3,000 would.")]
    [InlineData(0, 2, "0 of 2 calls failed: with 95 % confidence fewer than 1 in 1 would.")]
    [InlineData(3, 9_000, "3 of 9,000 calls failed.")]
    public void Bound_OfCalls_SaysWhatTheirNumberAllows(long failed, long scheduled, string words) =>
        RuleOfThree.Describe(SampleStory.Load.Figures with { Failed = failed, Scheduled = scheduled }).ShouldBe(words);

    private static ChangeFigures Change(string message, string commit) => SampleStory.Upgrade.Evidence with
    {
        Commit = commit,
        Before = [],
        After = [SampleStory.Cluster("new", SampleStory.New)[0]],
        Diff = new CommitView(commit, "Demo User", SampleStory.At(20), message,
        [
            new("ddd-acme/Dockerfile",
            [
                new(DiffKind.Removed, "FROM ace-server:12.0.11.0-r1"), new(DiffKind.Added, "FROM ace-server:12.0.12.0-r1"), new(DiffKind.Context, "COPY AcmeV1.bar"),
            ]),
        ]),
    };

    internal static StoryReport Sample { get; } = new(
        StoryName.FixPack,
        StoryOutcome.Passed,
        ["All is well."],
        SampleStory.At(0),
        SampleStory.At(90),
        SampleStory.Load.Figures with { Failures = [new(SampleStory.At(30.25), FailureKind.Reset, "connection reset by peer")] },
        [SampleStory.Load.Versions[0]],
        SampleStory.Load.Audit,
        [SampleStory.Run("1", "aaaa", SampleStory.At(20)) with { Untouched = ["ddd-api"], Stages = [new("build", SampleStory.At(20.5), 800, "passed")] }],
        [new(1, "The solution runs", StepResult.Passed, SampleStory.At(0), SampleStory.At(2), "4 integrations")],
        new("ddd", "v1.20.2", "built-in", "localhost:5001", ImmutableSortedDictionary<string, string>.Empty.Add("node", "kindest/node:v1.20.2"), "Linux, 2 processors"),
        "20260314T120000Z",
        SampleStory.Subject,
        "0 of 9,000 calls failed.",
        [SampleStory.Upgrade.Evidence with { Before = [], After = [SampleStory.Cluster("new", SampleStory.New)[0]] }],
        SampleStory.Load.Instrument,
        [new(SampleStory.At(20), "upgrade-pushed")],
        [Second(0)],
        ["Nothing else was done."]);

    private static TimelineSecond Second(int second) => new(
        SampleStory.At(second), 50, 1, 11.5, ImmutableSortedDictionary<string, long>.Empty.Add("12.0.11.0-r1/AcmeV1", 50))
    {
        P50Ms = 4.5,
    };

    private const string SampleJson = """
        {
          "story": "fix-pack",
          "verdict": "passed",
          "reasons": [
            "All is well."
          ],
          "startedAt": "2026-03-14T12:00:00+00:00",
          "endedAt": "2026-03-14T12:01:30+00:00",
          "load": {
            "rate": 50,
            "scheduled": 9000,
            "sent": 9000,
            "succeeded": 9000,
            "failed": 0,
            "unsent": 0,
            "retries": 0,
            "longestGapMs": 41.5,
            "latencyMs": {
              "p50": 4.1,
              "p90": 6.2,
              "p99": 11.9,
              "p999": 30.4,
              "max": 48
            },
            "failures": [
              {
                "at": "2026-03-14T12:00:30.25+00:00",
                "kind": "reset",
                "detail": "connection reset by peer"
              }
            ]
          },
          "versions": [
            {
              "integration": "ddd-acme",
              "runtime": "12.0.12.0-r1",
              "bar": "AcmeV1",
              "firstSeen": "2026-03-14T12:00:27+00:00",
              "lastSeen": "2026-03-14T12:01:08+00:00"
            }
          ],
          "audit": {
            "acknowledged": 4500,
            "stored": 4500,
            "missing": 0,
            "duplicated": 0,
            "unknown": 0,
            "unknownStored": 0
          },
          "runs": [
            {
              "id": "1",
              "commit": "aaaa",
              "trigger": "webhook",
              "result": "passed",
              "pushedAt": "2026-03-14T12:00:20+00:00",
              "liveAt": "2026-03-14T12:00:38+00:00",
              "rolledOut": [
                "ddd-acme"
              ],
              "untouched": [
                "ddd-api"
              ],
              "stages": [
                {
                  "name": "build",
                  "startedAt": "2026-03-14T12:00:20.5+00:00",
                  "durationMs": 800,
                  "result": "passed"
                }
              ],
              "reason": null,
              "traceParent": null,
              "finished": true
            }
          ],
          "steps": [
            {
              "number": 1,
              "title": "The solution runs",
              "result": "passed",
              "startedAt": "2026-03-14T12:00:00+00:00",
              "endedAt": "2026-03-14T12:00:02+00:00",
              "detail": "4 integrations"
            }
          ],
          "environment": {
            "cluster": "ddd",
            "kubernetes": "v1.20.2",
            "git": "built-in",
            "registry": "localhost:5001",
            "images": {
              "node": "kindest/node:v1.20.2"
            },
            "machine": "Linux, 2 processors"
          },
          "id": "20260314T120000Z",
          "subject": {
            "integration": "ddd-acme",
            "namespace": "ddd-test",
            "from": {
              "runtime": "12.0.11.0-r1",
              "bar": "AcmeV1"
            },
            "to": {
              "runtime": "12.0.12.0-r1",
              "bar": "AcmeV1"
            }
          },
          "bound": "0 of 9,000 calls failed.",
          "changes": [
            {
              "title": "upgrade",
              "commit": "aaaa",
              "pushedAt": "2026-03-14T12:00:20+00:00",
              "seenAt": "2026-03-14T12:00:27+00:00",
              "before": [],
              "after": [
                {
                  "name": "ddd-acme",
                  "namespace": "ddd-dev",
                  "runtime": "12.0.12.0-r1",
                  "bar": "AcmeV1",
                  "image": "localhost:5001/ddd-acme@sha256:new",
                  "ready": 2,
                  "desired": 2,
                  "pods": [
                    {
                      "uid": "ddd-dev-ddd-acme-new-0",
                      "name": "ddd-dev-ddd-acme-new-0",
                      "imageDigest": "sha256:new",
                      "restarts": 0,
                      "startedAt": "2026-03-14T12:00:00+00:00"
                    },
                    {
                      "uid": "ddd-dev-ddd-acme-new-1",
                      "name": "ddd-dev-ddd-acme-new-1",
                      "imageDigest": "sha256:new",
                      "restarts": 0,
                      "startedAt": "2026-03-14T12:00:00+00:00"
                    }
                  ]
                }
              ]
            }
          ],
          "instrument": {
            "achievedRate": 50,
            "latenessMs": {
              "p50": 0.1,
              "p90": 0.2,
              "p99": 0.9,
              "p999": 2.5,
              "max": 4
            },
            "mostInFlight": 7,
            "connectionsOpened": 900,
            "callsOnFresh": 900,
            "callsOnReused": 8100,
            "cpuPerCallUs": 180.5,
            "gcPauseMs": 12.5,
            "gcWorstSecondMs": 1.5
          },
          "marks": [
            {
              "at": "2026-03-14T12:00:20+00:00",
              "name": "upgrade-pushed"
            }
          ],
          "timeline": [
            {
              "at": "2026-03-14T12:00:00+00:00",
              "succeeded": 50,
              "failed": 1,
              "p99Ms": 11.5,
              "versions": {
                "12.0.11.0-r1/AcmeV1": 50
              },
              "p50Ms": 4.5
            }
          ],
          "notes": [
            "Nothing else was done."
          ]
        }

        """;
}
