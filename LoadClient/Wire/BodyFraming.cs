namespace DddAspire.LoadClient.Wire;

/// <summary>How the end of an answer's body is known (RFC 9112, section 6.3).</summary>
internal enum BodyFraming
{
    Length,
    Chunked,
    UntilClose,
}
