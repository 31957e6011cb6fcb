using DddAspire.Contracts.Faults;
using Spectre.Console;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>How a failure reads on the terminal: the cause, then the next command.</summary>
internal static class FailureText
{
    /// <summary>Writes it to standard error.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="advice">Its advice, with the options that were given.</param>
    public static Task WriteAsync(DemoException exception, string advice) =>
        Console.Error.WriteLineAsync($"\n{Wrap(exception.Message, Width())}\nNext: {advice}");

    /// <summary>Breaks lines between words; a word that is wider than a line stays whole.</summary>
    internal static string Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.TrimEnd().Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    lines.Add(line);
                    line = word;
                }
                else
                {
                    line = line.Length == 0 ? word : $"{line} {word}";
                }
            }

            lines.Add(line);
        }

        return string.Join('\n', lines);
    }

    private static int Width() => Console.IsErrorRedirected ? int.MaxValue : Math.Max(40, AnsiConsole.Profile.Width);
}
