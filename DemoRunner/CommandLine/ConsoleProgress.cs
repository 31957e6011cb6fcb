using System.Globalization;
using DddAspire.DemoEnvironment.Steps;
using Spectre.Console;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>Shows the environment's events a line each, as they come.</summary>
internal sealed class ConsoleProgress : IProgress<EnvironmentEvent>
{
    private const int NameWidth = 24;
    private readonly Lock gate = new();
    private readonly int width;

    /// <summary>Lines into a file or a pipe are as long as they are; on a terminal none is wider than that.</summary>
    public ConsoleProgress()
    {
        width = Console.IsOutputRedirected ? int.MaxValue : Math.Max(40, AnsiConsole.Profile.Width);
        AnsiConsole.Profile.Width = width;
    }

    /// <inheritdoc/>
    public void Report(EnvironmentEvent value)
    {
        lock (gate)
        {
            if (Line(value, width) is { } line)
            {
                AnsiConsole.MarkupLine(line);
            }
        }
    }

    internal static string? Line(EnvironmentEvent happened, int width) => happened switch
    {
        EnvironmentEvent.StepProgressed said => $"  [dim]  {Name(said.Step)} {Fit(said.Line, width)}[/]",
        EnvironmentEvent.StepSucceeded done => $"  [green]✓[/] {Name(done.Step)} {Fit(done.Detail, width, Seconds(done.Duration))} [dim]{Seconds(done.Duration)}[/]",
        EnvironmentEvent.StepSkipped skipped => $"  [dim]·[/] {Name(skipped.Step)} [dim]{Fit(skipped.Detail, width)}[/]",
        EnvironmentEvent.StepFailed failed => $"  [red]✗[/] {Name(failed.Step)} [red]{Fit(failed.Cause, width, Seconds(failed.Duration))}[/] [dim]{Seconds(failed.Duration)}[/]",
        EnvironmentEvent.Noticed notice => $"  [yellow]![/] {Markup.Escape(Shorten(notice.Text, width - 4))}",
        _ => null,
    };

    private static string Name(string step) => Markup.Escape(Shorten(step, NameWidth).PadRight(NameWidth));

    // Mark, name and the blanks between them take 5 columns more than the name.
    private static string Fit(string text, int width, string behind = "") =>
        Markup.Escape(Shorten(text, width - NameWidth - 5 - (behind.Length > 0 ? behind.Length + 1 : 0)));

    private static string Shorten(string text, int length)
    {
        var line = text.Split('\n')[0].TrimEnd();
        return line.Length <= length ? line : $"{line[..(length - 1)]}…";
    }

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");
}
