namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>The variables of a stage as its ARG and ENV instructions set them; what a base image sets is not known here.</summary>
internal sealed class StageVariables
{
    private readonly Dockerfile file;
    private readonly Dictionary<string, SourceText> values;

    private StageVariables(Dockerfile file, Dictionary<string, SourceText> values) => (this.file, this.values) = (file, values);

    /// <summary>After the last instruction of a stage.</summary>
    public static StageVariables Of(BuildStage stage)
    {
        var inherited = stage.Parent is { } parent ? Of(parent).values : [];
        var variables = new StageVariables(stage.File, new(inherited));
        foreach (var instruction in stage.Instructions.Where(one => one.Keyword is "ARG" or "ENV"))
        {
            variables.Set(instruction, stage.Globals);
        }

        return variables;
    }

    /// <summary>Of the ARG instructions before the first FROM, after what docker itself knows of the platform.</summary>
    public static StageVariables Global(Dockerfile file) => new(file, Platform());

    public IReadOnlyDictionary<string, SourceText> Values => values;

    /// <summary>Takes over what an ARG or ENV sets.</summary>
    public void Set(Instruction instruction, IReadOnlyDictionary<string, SourceText> defaults)
    {
        foreach (var (name, value) in Assignments(instruction))
        {
            if (value is not null)
            {
                values[name] = Expand(value, instruction);
            }
            else if (defaults.TryGetValue(name, out var known))
            {
                values[name] = known;
            }
        }
    }

    /// <summary>A word with its variables filled in.</summary>
    public SourceText Expand(SourceText word, Instruction instruction)
    {
        try
        {
            return VariableExpansion.Expand(word, file.Escape, values);
        }
        catch (FormatException exception)
        {
            throw file.Fault(word.Start < 0 ? instruction.Offset : word.Start, exception.Message, "https://docs.docker.com/reference/dockerfile/#environment-replacement");
        }
    }

    private IEnumerable<(string Name, SourceText? Value)> Assignments(Instruction instruction)
    {
        var words = ShellWords.Split(instruction.Arguments, file.Escape);
        if (instruction.Keyword == "ENV" && words.Length > 1 && !words[0].Text.Contains('=', StringComparison.Ordinal))
        {
            return [(words[0].Text, instruction.Arguments.From(words[0].Length).Trim())];
        }

        return words.Select(word => word.Text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            ? (word.Text[..equals], word.From(equals + 1))
            : (word.Text, (SourceText?)null));
    }

    private static Dictionary<string, SourceText> Platform()
    {
        var architecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";
        return ((string[])["BUILD", "TARGET"]).SelectMany(side => new[]
        {
            ($"{side}PLATFORM", $"linux/{architecture}"), ($"{side}OS", "linux"), ($"{side}ARCH", architecture), ($"{side}VARIANT", ""),
        }).ToDictionary(pair => pair.Item1, pair => SourceText.Given(pair.Item2));
    }
}
