using System.Text;

namespace AcrHealth.Packaging;

/// <summary>Text as it ships: UTF-8 without a mark, lines that end the same wherever it was built.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string Read(string path) => Normalize(File.ReadAllText(path));

    public static void Write(string path, string text) => File.WriteAllText(path, Normalize(text), Utf8);

    private static string Normalize(string text) => text.ReplaceLineEndings("\n");
}
