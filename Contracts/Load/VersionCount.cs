namespace DddAspire.Contracts.Load;

/// <summary>Answers in one second that named this version of an integration.</summary>
public sealed record VersionCount(string Integration, string Runtime, string Bar, long Answers);
