namespace DddAspire.AppHost.Commands;

/// <summary>What was given to a command.</summary>
internal static class CommandArguments
{
    /// <summary>A text that the command asks for; Aspire has refused the command already if it is missing.</summary>
    public static string Required(this InteractionInputCollection arguments, string name) =>
        arguments.GetString(name) ?? throw new InvalidOperationException($"argument {name} is required but not given");
}
