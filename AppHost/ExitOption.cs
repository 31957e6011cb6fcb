namespace DddAspire.AppHost;

/// <summary>
/// <c>--exit</c>: end with the story's verdict as exit code. Taken out of the arguments before Aspire reads them, as its configuration
/// would take the argument behind it for its value.
/// </summary>
internal static class ExitOption
{
    private const string Name = "--exit";

    /// <summary>Whether it was given.</summary>
    public static bool IsIn(string[] arguments) => arguments.Contains(Name);

    /// <summary>The other arguments.</summary>
    public static string[] RemoveFrom(string[] arguments) => [.. arguments.Where(argument => argument != Name)];
}
