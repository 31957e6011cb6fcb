namespace DddAspire.Contracts.Stories;

/// <summary>A version of an integration as callers saw it in the answers' header.</summary>
/// <param name="Integration">Such as <c>ddd-acme</c>.</param>
/// <param name="Runtime">The fix pack of its base image, such as <c>12.0.11.0-r1</c>.</param>
/// <param name="Bar">The application in it, such as <c>AcmeV1</c>.</param>
/// <param name="FirstSeen">When the first answer came from it, UTC.</param>
/// <param name="LastSeen">When the last one did, UTC.</param>
public sealed record VersionSeen(string Integration, string Runtime, string Bar, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
