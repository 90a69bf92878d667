using System.Globalization;
using System.Management.Automation.Host;
using System.Text;

namespace AcrHealth.Display;

/// <summary>Breaks text at words for the module's views; the formatter by itself breaks in the middle of them.</summary>
public static class TextWrap
{
    private const int DefaultWidth = 120;
    private const int MinimumWidth = 20;

    /// <summary>The text in lines that fit the host's width, less what stands in front of them.</summary>
    /// <param name="text">The text; its own line ends are kept.</param>
    /// <param name="host">The host whose width counts; one that has none is taken for 120 columns.</param>
    /// <param name="taken">How many columns other things take.</param>
    public static string Fit(string text, PSHost host, int taken)
    {
        ArgumentNullException.ThrowIfNull(text);
        int width = Math.Max(WidthOf(host) - taken, MinimumWidth);
        return string.Join('\n', text.Split('\n').Select(line => Fit(line.TrimEnd(), width)));
    }

    /// <summary>A code in lines that fit the host's width, broken after its underscores.</summary>
    /// <param name="code">The code.</param>
    /// <param name="host">The host whose width counts.</param>
    /// <param name="taken">How many columns other things take.</param>
    public static string FitCode(string code, PSHost host, int taken)
    {
        ArgumentNullException.ThrowIfNull(code);
        int width = Math.Max(WidthOf(host) - taken, MinimumWidth);
        return Fit(code.Replace("_", "_ ", StringComparison.Ordinal), width, space: string.Empty);
    }

    private static string Fit(string line, int width, string space = " ")
    {
        var fitted = new StringBuilder();
        int column = 0;
        foreach (string word in line.Split(' '))
        {
            int length = CellsOf(word);
            if (column > 0 && column + space.Length + length > width)
            {
                fitted.Append('\n');
                column = 0;
            }
            else if (fitted.Length > 0)
            {
                fitted.Append(space);
                column += space.Length;
            }

            fitted.Append(word);
            column += length;
        }

        return fitted.ToString();
    }

    private static int WidthOf(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width is int width and > 0 ? width - 1 : DefaultWidth;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException or IOException)
        {
            return DefaultWidth;
        }
    }

    private static int CellsOf(string word) => word.EnumerateRunes().Sum(CellsOf);

    // Unicode's East Asian Width: W and F take two columns in a terminal, marks that stand on a letter none.
    private static int CellsOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD)
            ? 2
            : 1,
    };
}
