using System.Diagnostics.CodeAnalysis;

namespace AcrHealth.Text;

/// <summary>Parses URLs from untrusted sources.</summary>
internal static class UntrustedUrl
{
    /// <summary>Parses a URL; false if the text is not a URL, or contains characters that reorder or hide text, on some of which Uri throws.</summary>
    /// <param name="text">The text.</param>
    /// <param name="relativeTo">The base of a relative URL; null if the URL must be absolute.</param>
    /// <param name="url">The URL.</param>
    public static bool TryParse(string text, Uri? relativeTo, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        return !text.Any(IsUnseen)
            && (relativeTo is null ? Uri.TryCreate(text, UriKind.Absolute, out url) : Uri.TryCreate(relativeTo, text, out url));
    }

    private static bool IsUnseen(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;
}
