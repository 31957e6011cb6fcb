using System.Threading.Channels;
using Spectre.Console;

namespace DddAspire.LoadClient.CommandLine;

/// <summary>Shows the windows of a run as they close.</summary>
internal static class WindowView
{
    private const int RowsShown = 15;

    public static Task ShowAsync(SessionView view, ChannelReader<LoadWindow> windows) => view switch
    {
        SessionView.Table => ShowTableAsync(windows),
        SessionView.Lines => ShowLinesAsync(windows),
        _ => ReadAllAsync(windows),
    };

    private static async Task ShowLinesAsync(ChannelReader<LoadWindow> windows)
    {
        await foreach (var window in windows.ReadAllAsync())
        {
            await Console.Out.WriteLineAsync(WindowText.Line(window));
        }
    }

    private static Task ShowTableAsync(ChannelReader<LoadWindow> windows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns([.. WindowText.Columns.Select(name => new TableColumn(name).RightAligned())]);
        return AnsiConsole.Live(table).StartAsync(async live =>
        {
            await foreach (var window in windows.ReadAllAsync())
            {
                if (table.Rows.Count == RowsShown)
                {
                    table.Rows.RemoveAt(0);
                }

                var style = window.Failed > 0 ? new Style(Color.Red) : Style.Plain;
                table.AddRow(WindowText.Cells(window).Select(cell => new Text(cell, style)));
                live.Refresh();
            }
        });
    }

    private static async Task ReadAllAsync(ChannelReader<LoadWindow> windows)
    {
        await foreach (var _ in windows.ReadAllAsync())
        {
        }
    }
}
