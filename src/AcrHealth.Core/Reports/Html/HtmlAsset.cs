using System.Security.Cryptography;
using System.Text;

namespace AcrHealth.Reports.Html;

/// <summary>A part of the page that is an embedded file, with the hash by which the page's policy allows only this content.</summary>
internal sealed class HtmlAsset
{
    private HtmlAsset(string text)
    {
        Text = text;
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }

    public static HtmlAsset Style { get; } = Read("report.css");

    public static HtmlAsset Script { get; } = Read("report.js");

    public static HtmlAsset Marks { get; } = Read("marks.svg");

    public string Text { get; }

    /// <summary>The hash in the syntax of a Content-Security-Policy.</summary>
    public string Source { get; }

    // Browsers hash what they have read, and they read every line break as a line feed.
    private static HtmlAsset Read(string name)
    {
        using Stream stream = typeof(HtmlAsset).Assembly.GetManifestResourceStream($"AcrHealth.Reports.Html.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
