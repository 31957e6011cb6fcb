namespace DddAspire.DemoRunner.Reports;

/// <summary>The reports kept in the state folder, one folder each, named by the story's start in UTC.</summary>
/// <param name="root">Such as <c>.demo/reports</c>; made when the first report is written.</param>
internal sealed class ReportFolder(string root)
{
    /// <summary>Stands for the id of the last report.</summary>
    public const string Latest = "latest";

    /// <summary>Writes report.json, report.html, junit.xml and report.md and points <c>latest</c> at them.</summary>
    /// <returns>The path of report.html.</returns>
    public async Task<string> WriteAsync(StoryReport report, CancellationToken cancellationToken)
    {
        var folder = await WriteAsync(
            report.Id,
            [
                (ReportFile.Json, ReportJson.Write(report)),
                (ReportFile.JUnit, JUnitReport.Write(report)),
                (ReportFile.Markdown, ReportMarkdown.Write(report)),
                (ReportFile.Html, await HtmlReport.WriteAsync(report)),
            ],
            cancellationToken);
        return Path.Combine(folder, ReportFile.Html);
    }

    /// <summary>Writes a report's files and points <c>latest</c> at them.</summary>
    /// <returns>The report's folder.</returns>
    public async Task<string> WriteAsync(string id, IEnumerable<(string File, string Text)> files, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, id)).FullName;
        foreach (var (file, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), text, cancellationToken);
        }

        PointLatestAt(id);
        return folder;
    }

    /// <summary>The path of a file of a report, <paramref name="id"/> being a report's id or <see cref="Latest"/>; null when there is none.</summary>
    public string? Find(string id, string fileName)
    {
        var name = id == Latest ? LatestId() : Path.GetFileName(id);
        if (string.IsNullOrEmpty(name) || !ReportFile.All.Contains(fileName))
        {
            return null;
        }

        var path = Path.Combine(root, name, fileName);
        return File.Exists(path) ? path : null;
    }

    /// <summary>A folder name for a report of a story that starts at <paramref name="start"/>; no two are the same.</summary>
    public string NewId(DateTimeOffset start)
    {
        var stem = start.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? stem : $"{stem}-{number}")
            .First(id => !Directory.Exists(Path.Combine(root, id)));
    }

    private string? LatestId()
    {
        var link = Path.Combine(root, Latest);
        if (Directory.Exists(link))
        {
            return Path.GetFileName(new DirectoryInfo(link).LinkTarget);
        }

        return File.Exists(link) ? File.ReadAllText(link).Trim() : null;
    }

    private void PointLatestAt(string id)
    {
        var link = Path.Combine(root, Latest);
        File.Delete(link);
        try
        {
            Directory.CreateSymbolicLink(link, id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows without developer mode makes no links: a text file says the same.
            File.WriteAllText(link, id);
        }
    }
}
