namespace DddAspire.DemoRunner;

/// <summary>Text files compiled into this program: pages, scripts and style sheets.</summary>
internal static class Resources
{
    /// <summary>The text of an embedded file, named by its path with dots, such as <c>Page.page.css</c>.</summary>
    public static string Text(string name) => Find(name) ?? throw new ArgumentException($"no embedded file {name}", nameof(name));

    /// <summary>The same; null when there is no such file.</summary>
    public static string? Find(string name)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream($"{typeof(Resources).Namespace}.{name}");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
