namespace DddAspire.IntegrationServer.Quotes;

/// <summary>The caller's name for a call: the same one twice is the same quote.</summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";
    private const int Longest = 128;

    /// <summary>The id that the caller sent, or a new one.</summary>
    public static string Read(IHeaderDictionary headers, FieldFaults faults)
    {
        if (!headers.TryGetValue(Header, out var values))
        {
            return Guid.CreateVersion7().ToString();
        }

        var id = values.ToString();
        if (id.Length is 0 or > Longest || id.Any(letter => letter is < '!' or > '~'))
        {
            faults.Add(Header, $"must be 1 to {Longest} visible ASCII characters");
        }

        return id;
    }
}
