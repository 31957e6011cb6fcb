namespace DddAspire.LoadClient.Wire;

/// <summary>A call that ended without an answer, or with one that is no HTTP.</summary>
internal sealed class CallFailedException(FailureKind kind, string detail, Exception? innerException = null)
    : Exception(detail, innerException)
{
    public FailureKind Kind { get; } = kind;

    public static CallFailedException Malformed(string detail) => new(FailureKind.WrongBody, $"malformed HTTP answer: {detail}");
}
