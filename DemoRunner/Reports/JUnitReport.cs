using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace DddAspire.DemoRunner.Reports;

/// <summary>A story as a JUnit test suite: each step a test case, and one for the verdict.</summary>
internal static class JUnitReport
{
    /// <summary>The whole text of junit.xml.</summary>
    public static string Write(StoryReport report)
    {
        var name = $"story.{StoryNames.Format(report.Story)}";
        var cases = report.Steps.Select(step => Step(name, step)).Append(Verdict(name, report)).ToList();
        var suite = new XElement("testsuite",
            new XAttribute("name", name),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", cases.Count(test => test.Element("failure") is not null)),
            new XAttribute("errors", cases.Count(test => test.Element("error") is not null)),
            new XAttribute("skipped", cases.Count(test => test.Element("skipped") is not null)),
            new XAttribute("time", Seconds(report.EndedAt - report.StartedAt)),
            new XAttribute("timestamp", report.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            cases);
        return new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement("testsuites", suite) + "\n";
    }

    private static XElement Step(string suite, StepFigures step)
    {
        var took = step.EndedAt - step.StartedAt ?? TimeSpan.Zero;
        var test = Case(suite, $"{step.Number}. {step.Title}", took);
        switch (step.Result)
        {
            case StepResult.Failed:
                test.Add(new XElement("failure", new XAttribute("message", Printable(step.Detail ?? "failed"))));
                break;
            case StepResult.Skipped or StepResult.Running:
                test.Add(new XElement("skipped", new XAttribute("message", "not reached")));
                break;
            case StepResult.Passed:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Result, "unknown result of a step");
        }

        return test;
    }

    private static XElement Verdict(string suite, StoryReport report)
    {
        var test = Case(suite, "verdict", TimeSpan.Zero);
        if (report.Verdict != StoryOutcome.Passed)
        {
            test.Add(new XElement(
                report.Verdict == StoryOutcome.Failed ? "failure" : "error",
                new XAttribute("message", Printable(report.Reasons.FirstOrDefault() ?? $"{report.Verdict}")),
                Printable(string.Join('\n', report.Reasons))));
        }

        return test;
    }

    private static XElement Case(string suite, string name, TimeSpan took) =>
        new("testcase", new XAttribute("classname", suite), new XAttribute("name", Printable(name)), new XAttribute("time", Seconds(took)));

    // XML has no escape, no bell, no half of a surrogate pair: what a tool or a pod prints in colours has them.
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]))
            {
                printable.Append(text[index]).Append(text[++index]);
            }
            else
            {
                printable.Append(XmlConvert.IsXmlChar(text[index]) ? text[index] : '\uFFFD');
            }
        }

        return printable.ToString();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
