using System.CommandLine;
using System.Globalization;

namespace DddAspire.LoadClient.CommandLine;

/// <summary>
/// Options whose value is a number with a decimal point. System.CommandLine takes a comma for a separator of thousands, by which a rate of
/// <c>12,5</c> would be 125.
/// </summary>
public static class NumberOption
{
    /// <summary>An option that gives null, or <paramref name="usual"/>, when it is left out.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="usual">What counts without it.</param>
    public static Option<double?> Of(string name, string description, double? usual = null)
    {
        var option = new Option<double?>(name)
        {
            HelpName = "N",
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    return number;
                }

                result.AddError($"{name}: '{text}' is no number such as 50 or 12.5");
                return null;
            },
        };
        if (usual is not null)
        {
            option.DefaultValueFactory = _ => usual;
        }

        return option;
    }
}
