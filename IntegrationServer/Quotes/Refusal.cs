namespace DddAspire.IntegrationServer.Quotes;

/// <summary>Why a call is not served, as RFC 9457 has it: a status, a title, and what is wrong with which field.</summary>
internal sealed record Refusal(int Status, string Title, string Detail, IReadOnlyDictionary<string, string[]> Errors)
{
    private static readonly Dictionary<string, string[]> NoErrors = [];

    public static Refusal BadInput(FieldFaults faults)
    {
        var errors = faults.ToErrors();
        return new Refusal(StatusCodes.Status400BadRequest, "The request is not valid.", string.Join("; ", errors.Select(error => $"{error.Key} {error.Value[0]}")), errors);
    }

    public static Refusal BadInput(string field, string fault)
    {
        var faults = new FieldFaults();
        faults.Add(field, fault);
        return BadInput(faults);
    }

    /// <summary>A body that could not be taken in at all, such as one that is too large.</summary>
    public static Refusal BadBody(int status, string detail) => new(status, "The request cannot be read.", detail, NoErrors);

    public static Refusal NotFound(string detail) => new(StatusCodes.Status404NotFound, "There is no such quote.", detail, NoErrors);

    public static Refusal Unavailable(string detail) => new(StatusCodes.Status503ServiceUnavailable, "The service is not available just now.", detail, NoErrors);
}
