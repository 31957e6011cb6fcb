namespace DddAspire.AppHost;

/// <summary>Shows the choices as Aspire parameters.</summary>
internal static class DemoParameters
{
    /// <summary>Reads what was chosen and puts every choice into the model.</summary>
    public static DemoSettings AddDemoSettings(this IDistributedApplicationBuilder builder)
    {
        foreach (var (name, fallback) in DemoSettings.Defaults)
        {
            builder.AddParameter(name, () => builder.Configuration[$"Parameters:{name}"] ?? fallback);
        }

        return DemoSettings.Read(builder.Configuration, Path.GetFullPath("..", builder.AppHostDirectory));
    }
}
