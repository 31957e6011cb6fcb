namespace DddAspire.LoadClient.Wire;

/// <summary>The status line and those header fields that the client reads.</summary>
/// <param name="Size">Bytes of the head, its empty line included.</param>
/// <param name="Status">The status code.</param>
/// <param name="Framing">How the end of the body is known.</param>
/// <param name="Length">Bytes of the body when framed by length.</param>
/// <param name="KeepAlive">Whether the connection may carry another call.</param>
/// <param name="Versions">Where in the head the value of the header that names versions stands; empty without one.</param>
/// <param name="Location">Where in the head the value of Location stands; empty without one.</param>
internal readonly record struct ResponseHead(
    int Size, int Status, BodyFraming Framing, int Length, bool KeepAlive, Range Versions, Range Location);
