using System.Text.Json;

namespace DddAspire.DemoEnvironment.GitServers;

/// <summary>A file of JSON objects, one a line, that only grows. A line that a kill or a full disk cut off is passed over, and the next one is whole.</summary>
internal static class JsonLines
{
    /// <summary>Adds a line.</summary>
    public static void Append<T>(string path, T value, JsonSerializerOptions options)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var cutOff = false;
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            cutOff = file.ReadByte() != '\n';
        }

        file.Seek(0, SeekOrigin.End);
        file.Write([.. cutOff ? "\n"u8 : default, .. JsonSerializer.SerializeToUtf8Bytes(value, options), (byte)'\n']);
    }

    /// <summary>All whole lines, oldest first; none when there is no file.</summary>
    public static IEnumerable<T> Read<T>(string path, JsonSerializerOptions options)
        where T : class =>
        File.Exists(path) ? File.ReadLines(path).Select(line => Parse<T>(line, options)).OfType<T>() : [];

    /// <summary>Cuts the file to its newest lines.</summary>
    public static void KeepLast(string path, int count)
    {
        var draft = $"{path}.new";
        File.WriteAllLines(draft, File.ReadLines(path).TakeLast(count));
        File.Move(draft, path, overwrite: true);
    }

    private static T? Parse<T>(string line, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
