namespace DddAspire.Contracts.Load;

/// <summary>The body of <c>POST /load/marks</c>.</summary>
/// <param name="Name">The phase that begins now, 1 to 64 characters.</param>
public sealed record MarkRequest(string Name);
