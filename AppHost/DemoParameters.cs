using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.AppHost;

/// <summary>Shows the choices as Aspire parameters.</summary>
internal static class DemoParameters
{
    /// <summary>Reads what was chosen and puts every choice into the model.</summary>
    /// <returns>Null when a choice is not understood: what is has been said then, and the exit code is set.</returns>
    public static DemoSettings? AddDemoSettings(this IDistributedApplicationBuilder builder)
    {
        var choices = new ParameterValues(builder.Configuration);
        foreach (var name in DemoSettings.Defaults.Keys)
        {
            // Aspire lets every parameter be set while the application runs.
            builder.AddParameter(name, () => choices.Text(name))
                .WithDescription("Read when the AppHost starts: what is set here counts from the next start on, if it is saved.");
        }

        try
        {
            return DemoSettings.Read(builder.Configuration, Path.GetFullPath("..", builder.AppHostDirectory));
        }
        catch (MachineException exception)
        {
            Console.Error.WriteLine($"{exception.Message}\nNext: {exception.Advice}");
            Environment.ExitCode = ExitCodes.NotUnderstood;
            return null;
        }
    }
}
