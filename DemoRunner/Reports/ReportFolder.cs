namespace DddAspire.DemoRunner.Reports;

/// <summary>The reports kept in the state folder, one folder each, named by the story's start in UTC.</summary>
/// <param name="root">Such as <c>.demo/reports</c>; made when the first report is written.</param>
internal sealed class ReportFolder(string root)
{
    /// <summary>Stands for the id of the last report.</summary>
    public const string Latest = "latest";

    /// <summary>Writes report.json, report.html and junit.xml and points <c>latest</c> at them.</summary>
    /// <returns>The path of report.html.</returns>
    public async Task<string> WriteAsync(StoryReport report, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, report.Id)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, ReportFile.Json), ReportJson.Write(report), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, ReportFile.JUnit), JUnitReport.Write(report), cancellationToken);
        var page = Path.Combine(folder, ReportFile.Html);
        await File.WriteAllTextAsync(page, HtmlReport.Write(report), cancellationToken);
        PointLatestAt(report.Id);
        return page;
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
