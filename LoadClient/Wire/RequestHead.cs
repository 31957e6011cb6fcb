namespace DddAspire.LoadClient.Wire;

/// <summary>The text of a request up to its body.</summary>
internal static class RequestHead
{
    /// <summary>Asks the server to end the connection, so that a call on a fresh one leaves no port of ours waiting.</summary>
    public const string Close = "Connection: close\r\n";

    public static string Of(string method, string pathAndQuery, string host, string fields) =>
        $"{method} {pathAndQuery} HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\n{fields}\r\n";
}
