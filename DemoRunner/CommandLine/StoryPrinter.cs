namespace DddAspire.DemoRunner.CommandLine;

/// <summary>Prints a story as it is told: on a terminal with the load in a line that moves, elsewhere in plain lines.</summary>
/// <param name="output">Where to.</param>
/// <param name="isTerminal">Whether that is a terminal that can rewrite its last line.</param>
internal sealed class StoryPrinter(TextWriter output, bool isTerminal)
{
    private const string EraseLine = "\r\u001b[2K";
    private const int SecondsBetweenPlainLines = 10;
    private StoryProgress? progress;

    /// <summary>Prints <paramref name="happened"/>.</summary>
    /// <returns>The story's state after it.</returns>
    public StoryProgress Print(StoryEvent happened)
    {
        progress = happened is StoryEvent.Started started ? StoryProgress.Begin(started) : progress!.After(happened);
        var lines = StoryText.Lines(happened, progress).ToList();
        if (isTerminal)
        {
            output.Write(EraseLine);
        }
        else if (happened is StoryEvent.LoadSeen && progress.Timeline.Length % SecondsBetweenPlainLines == 0)
        {
            lines.Add(StoryText.Load(progress));
        }

        foreach (var line in lines)
        {
            output.WriteLine(isTerminal ? Coloured(line) : line);
        }

        if (isTerminal && happened is not StoryEvent.Ended)
        {
            output.Write(Fitting(StoryText.Load(progress)));
        }

        output.Flush();
        return progress;
    }

    // A line that wraps could not be erased by one carriage return.
    private static string Fitting(string line) =>
        line.Length < Console.WindowWidth ? line : line[..Math.Max(0, Console.WindowWidth - 1)];

    private static string Coloured(string line) => line switch
    {
        _ when line.StartsWith("PASSED", StringComparison.Ordinal) => $"\u001b[1;32m{line}\u001b[0m",
        _ when line.StartsWith("FAILED", StringComparison.Ordinal) => $"\u001b[1;31m{line}\u001b[0m",
        _ when line.StartsWith("INCONCLUSIVE", StringComparison.Ordinal) => $"\u001b[1;33m{line}\u001b[0m",
        _ => line,
    };
}
