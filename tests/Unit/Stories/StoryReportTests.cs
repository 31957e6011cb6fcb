using System.Collections.Immutable;
using System.Xml.Linq;
using DddAspire.DemoRunner.Reports;
using DddAspire.DemoRunner.Stories;
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
                new(1, "The solution runs", StepResult.Passed, Told.At(0), Told.At(2.5), null),
                new(2, "Load <runs>", StepResult.Failed, Told.At(2.5), Told.At(3), "no answer"),
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
    public void Html_OfAReport_LoadsNothingFromElsewhereAndEncodesWhatItShows()
    {
        var html = HtmlReport.Write(Sample with { Reasons = ["<script>alert(1)</script>"], Timeline = [Second(0), Second(1)] });

        html.ShouldNotContain("<script");
        html.ShouldNotContain("http://");
        html.ShouldNotContain("https://");
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldContain("upgrade-pushed");
    }

    [Fact]
    public void Html_OfAStoryThatNeverStartedItsLoad_IsAPageToo()
    {
        var html = HtmlReport.Write(Sample with { Load = null, Audit = null, Bound = null, Environment = null, Verdict = StoryOutcome.Inconclusive });

        XDocument.Parse(html.Replace("<!doctype html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "", StringComparison.Ordinal)).ShouldNotBeNull();
        html.ShouldContain("No load ran.");
    }

    [Theory]
    [InlineData(0, 9_000, "0 of 9,000 calls failed: with 95 % confidence fewer than 1 in 3,000 would.")]
    [InlineData(0, 2, "0 of 2 calls failed: with 95 % confidence fewer than 1 in 1 would.")]
    [InlineData(3, 9_000, "3 of 9,000 calls failed.")]
    public void Bound_OfCalls_SaysWhatTheirNumberAllows(long failed, long scheduled, string words) =>
        ZeroOfMany.Describe(Told.Load.Figures with { Failed = failed, Scheduled = scheduled }).ShouldBe(words);

    private static StoryReport Sample { get; } = new(
        StoryName.FixPack,
        StoryOutcome.Passed,
        ["All is well."],
        Told.At(0),
        Told.At(90),
        Told.Load.Figures with { Failures = [new(Told.At(30.25), "reset", "connection reset by peer")] },
        [Told.Load.Versions[0]],
        Told.Load.Audit,
        [Told.Run("1", "aaaa", Told.At(20)) with { Untouched = ["ddd-api"], Stages = [new("build", Told.At(20.5), 800, "passed")] }],
        [new(1, "The solution runs", StepResult.Passed, Told.At(0), Told.At(2), "4 integrations")],
        new("ddd", "v1.20.2", "built-in", "localhost:5001", ImmutableSortedDictionary<string, string>.Empty.Add("node", "kindest/node:v1.20.2"), "Linux, 2 processors"),
        "20260314T120000Z",
        Told.Subject,
        "0 of 9,000 calls failed.",
        [Told.Upgrade.Evidence with { Before = [], After = [Told.Cluster("new", Told.New)[0]] }],
        Told.Load.Instrument,
        [new(Told.At(20), "upgrade-pushed")],
        [Second(0)],
        ["Nothing else was done."]);

    private static TimelineSecond Second(int second) => new(
        Told.At(second), 50, 1, 11.5, ImmutableSortedDictionary<string, long>.Empty.Add("12.0.11.0-r1/AcmeV1", 50));

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
              }
            }
          ],
          "notes": [
            "Nothing else was done."
          ]
        }

        """;
}
