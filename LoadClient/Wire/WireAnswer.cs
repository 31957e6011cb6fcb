namespace DddAspire.LoadClient.Wire;

/// <summary>A complete answer. Its bytes belong to the connection and stand until that carries the next call.</summary>
internal readonly record struct WireAnswer(int Status, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Versions, ReadOnlyMemory<byte> Location, bool KeepAlive);
