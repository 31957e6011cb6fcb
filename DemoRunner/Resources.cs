namespace DddAspire.DemoRunner;

/// <summary>Text files compiled into this program: pages, scripts and style sheets.</summary>
internal static class Resources
{
    /// <summary>The text of an embedded file, named by its path with dots, such as <c>Page.page.css</c>.</summary>
    public static string Text(string name)
    {
        var full = $"{typeof(Resources).Namespace}.{name}";
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream(full)
            ?? throw new ArgumentException($"no embedded file {full}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
