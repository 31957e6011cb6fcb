using System.Collections.Immutable;
using System.Globalization;

namespace DddAspire.AppHost.Commands;

/// <summary>What a command asks for before it starts.</summary>
internal static class CommandInputs
{
    /// <summary>One of a few.</summary>
    public static InteractionInput Choice(string name, string label, ImmutableArray<string> options, string preset) => new()
    {
        Name = name,
        Label = label,
        InputType = InputType.Choice,
        Required = true,
        Options = [.. options.Select(option => KeyValuePair.Create(option, option))],
        Value = preset,
    };

    /// <summary>A number.</summary>
    public static InteractionInput Number(string name, string label, double preset) => new()
    {
        Name = name,
        Label = label,
        InputType = InputType.Number,
        Required = true,
        Value = preset.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A choice that is no unless it is made.</summary>
    public static InteractionInput YesOrNo(string name, string label) => new()
    {
        Name = name,
        Label = label,
        InputType = InputType.Boolean,
        Value = "false",
    };
}
