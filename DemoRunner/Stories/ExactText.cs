using System.Text;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Text files that are changed in places and stay byte for byte what they were everywhere else: byte order mark, line ends, encoding.</summary>
internal static class ExactText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file's text, its byte order mark included.</summary>
    public static string Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return EncodingOf(bytes).GetString(bytes);
    }

    /// <summary>Writes the text as the file was encoded before.</summary>
    public static void Write(string path, string text) =>
        File.WriteAllBytes(path, EncodingOf(File.Exists(path) ? File.ReadAllBytes(path) : []).GetBytes(text));

    // What is no UTF-8 is taken byte by byte.
    private static Encoding EncodingOf(byte[] bytes)
    {
        try
        {
            _ = Strict.GetCharCount(bytes);
            return Strict;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1;
        }
    }
}
