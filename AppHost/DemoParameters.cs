using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.AppHost;

/// <summary>Shows the choices as Aspire parameters.</summary>
internal static class DemoParameters
{
    // Aspire lets every parameter be set while the application runs.
    private const string ReadAtStart = "Read when the AppHost starts: what is set here counts from the next start on, if it is saved.";

    /// <summary>Reads what was chosen and puts every choice into the model.</summary>
    /// <returns>Null when a choice is not understood: what is has been said then, and the exit code is set.</returns>
    public static DemoSettings? AddDemoSettings(this IDistributedApplicationBuilder builder)
    {
        var choices = new ParameterValues(builder.Configuration);
        foreach (var name in DemoSettings.Defaults.Keys)
        {
            builder.AddParameter(name, () => choices.Text(name)).WithDescription(ReadAtStart);
        }

        try
        {
            var settings = DemoSettings.Read(builder.Configuration, Path.GetFullPath("..", builder.AppHostDirectory));
            foreach (var (name, secret) in settings.Environment.ChosenSecrets)
            {
                builder.AddParameter(name, () => secret, secret: true).WithDescription($"{ReadAtStart} An environment that is up keeps the one that it was made with.");
            }

            return settings;
        }
        catch (MachineException exception)
        {
            Console.Error.WriteLine($"{exception.Message}\nNext: {exception.Advice}");
            Environment.ExitCode = ExitCodes.NotUnderstood;
            return null;
        }
    }
}
