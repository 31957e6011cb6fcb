namespace DddAspire.DemoRunner.Reports;

/// <summary>Reports over HTTP.</summary>
internal static class ReportEndpoints
{
    public static void MapReportEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports/latest", (ReportFolder reports) => Send(reports, ReportFolder.Latest, ReportFile.Html));
        routes.MapGet("/reports/{id}", (string id, ReportFolder reports) => Send(reports, id, ReportFile.Html));
        routes.MapGet("/reports/{id}/{file}", (string id, string file, ReportFolder reports) => Send(reports, id, file));
    }

    private static IResult Send(ReportFolder reports, string id, string file) => reports.Find(id, file) is { } path
        ? Results.File(path, ContentType(file))
        : Results.Problem($"There is no {file} of a report '{id}'.", statusCode: StatusCodes.Status404NotFound);

    private static string ContentType(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".md" => "text/markdown; charset=utf-8",
        ".xml" => "application/xml; charset=utf-8",
        _ => "application/json; charset=utf-8",
    };
}
