using System.Globalization;
using System.Security.Cryptography;

namespace DddAspire.LoadClient.Quotes;

/// <summary>
/// What tells the quotes of a run apart from each other and from those of any other run. Everything that a post carries follows from
/// its sequence number, so that hours of posts need not be remembered to be found again.
/// </summary>
/// <param name="Id">Twelve hexadecimal digits.</param>
internal sealed record RunIdentity(string Id)
{
    public static RunIdentity New() => new(RandomNumberGenerator.GetHexString(12, lowercase: true));

    /// <summary>A UUID of version 8 (RFC 9562): the run's id in front, the sequence number at the end.</summary>
    public string RequestId(long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Id[..8]}-{Id[8..]}-8000-8000-{sequence:x12}");

    public string EMail(long sequence) => string.Create(CultureInfo.InvariantCulture, $"load-{Id}-{sequence}@example.com");
}
