using System.Globalization;
using DddAspire.DemoEnvironment.Steps;
using Spectre.Console;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>Shows the environment's events a line each, as they come.</summary>
internal sealed class ConsoleProgress : IProgress<EnvironmentEvent>
{
    private readonly Lock gate = new();

    /// <summary>Lines into a file or a pipe are not broken.</summary>
    public ConsoleProgress()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = int.MaxValue;
        }
    }

    /// <inheritdoc/>
    public void Report(EnvironmentEvent value)
    {
        lock (gate)
        {
            if (Line(value) is { } line)
            {
                AnsiConsole.MarkupLine(line);
            }
        }
    }

    internal static string? Line(EnvironmentEvent happened) => happened switch
    {
        EnvironmentEvent.StepProgressed said => $"  [dim]  {Name(said.Step)} {Markup.Escape(said.Line)}[/]",
        EnvironmentEvent.StepSucceeded done => $"  [green]✓[/] {Name(done.Step)} {Markup.Escape(done.Detail)} [dim]{Seconds(done.Duration)}[/]",
        EnvironmentEvent.StepSkipped skipped => $"  [dim]·[/] {Name(skipped.Step)} [dim]{Markup.Escape(skipped.Detail)}[/]",
        EnvironmentEvent.StepFailed failed => $"  [red]✗[/] {Name(failed.Step)} [red]{Markup.Escape(failed.Cause.Split('\n')[0])}[/] [dim]{Seconds(failed.Duration)}[/]",
        EnvironmentEvent.Noticed notice => $"  [yellow]![/] {Markup.Escape(notice.Text)}",
        _ => null,
    };

    private static string Name(string step) => Markup.Escape(step.PadRight(24));

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");
}
