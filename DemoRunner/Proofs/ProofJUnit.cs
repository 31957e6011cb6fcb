using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>A proof as a JUnit test suite: a test case for each phase, for the command and for the verdict.</summary>
internal static class ProofJUnit
{
    /// <summary>The whole text of junit.xml.</summary>
    public static string Write(ProofReport report)
    {
        XElement[] cases = [.. report.Phases.Select(Phase), Command(report), Verdict(report)];
        var suite = new XElement("testsuite",
            new XAttribute("name", ProofReport.Name),
            new XAttribute("tests", cases.Length),
            new XAttribute("failures", cases.Count(test => test.Element("failure") is not null)),
            new XAttribute("errors", cases.Count(test => test.Element("error") is not null)),
            new XAttribute("skipped", cases.Count(test => test.Element("skipped") is not null)),
            new XAttribute("time", Seconds(report.EndedAt - report.StartedAt)),
            new XAttribute("timestamp", report.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            cases);
        return new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement("testsuites", suite) + "\n";
    }

    private static XElement Phase(PhaseFigures phase)
    {
        var test = Case(phase.Name == "during" ? "calls during the command" : $"calls {phase.Name} the command", TimeSpan.Zero);
        if (phase.Failed > 0)
        {
            test.Add(Fault("failure", string.Create(CultureInfo.InvariantCulture, $"{phase.Failed} of {phase.Scheduled} calls failed")));
        }

        return test;
    }

    private static XElement Command(ProofReport report)
    {
        var test = Case("command", report.Command is { } ran ? ran.EndedAt - ran.StartedAt : TimeSpan.Zero);
        if (report.Command is not { End: not UserCommandEnd.Interrupted } command)
        {
            test.Add(Fault("skipped", report.Command is null ? "not started" : "interrupted"));
        }
        else if (command is { End: UserCommandEnd.TimedOut } or { ExitCode: not 0 })
        {
            test.Add(Fault("failure", command.End == UserCommandEnd.TimedOut ? "took too long" : $"exit code {command.ExitCode}"));
        }

        return test;
    }

    private static XElement Verdict(ProofReport report)
    {
        var test = Case("verdict", report.EndedAt - report.StartedAt);
        if (report.Verdict != StoryOutcome.Passed)
        {
            var fault = Fault(report.Verdict == StoryOutcome.Failed ? "failure" : "error", report.Reasons[0]);
            fault.Add(Clean(string.Join('\n', report.Reasons)));
            test.Add(fault);
        }

        return test;
    }

    private static XElement Fault(string kind, string message) => new(kind, new XAttribute("message", Clean(message)));

    private static XElement Case(string name, TimeSpan took) =>
        new("testcase", new XAttribute("classname", ProofReport.Name), new XAttribute("name", name), new XAttribute("time", Seconds(took)));

    // A server's answer may hold characters that no XML document can.
    private static string Clean(string text) => string.Concat(text.Select(character => XmlConvert.IsXmlChar(character) ? character : '?'));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
