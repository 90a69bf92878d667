using System.Diagnostics.CodeAnalysis;

namespace AcrHealth.Text;

/// <summary>Reads URLs that strangers wrote.</summary>
internal static class UntrustedUrl
{
    /// <summary>The URL; false where the text is none, or has characters that turn or hide text, on some of which Uri falls.</summary>
    /// <param name="text">The text.</param>
    /// <param name="relativeTo">What it may be relative to; null where it has to be whole.</param>
    /// <param name="url">The URL.</param>
    public static bool TryParse(string text, Uri? relativeTo, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        return !text.Any(IsUnseen)
            && (relativeTo is null ? Uri.TryCreate(text, UriKind.Absolute, out url) : Uri.TryCreate(relativeTo, text, out url));
    }

    private static bool IsUnseen(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;
}
