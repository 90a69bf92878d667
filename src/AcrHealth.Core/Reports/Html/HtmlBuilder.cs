using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace AcrHealth.Reports.Html;

/// <summary>
/// Builds a page. Literal parts are markup and filled-in values are encoded text, so no value becomes markup because its encoding was
/// forgotten.
/// </summary>
internal sealed class HtmlBuilder
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _page = new();

    /// <summary>Adds an interpolated string: its literal parts unchanged, its values encoded, numbers in the invariant culture.</summary>
    public HtmlBuilder Add([InterpolatedStringHandlerArgument("")] Markup markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Adds text that is already markup and comes only from this program.</summary>
    public HtmlBuilder AddOwn(string markup)
    {
        _page.Append(markup);
        return this;
    }

    public override string ToString() => _page.ToString();

    /// <summary>Splits an interpolated string into its parts. The compiler creates it.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder _page;

        public Markup(int literalLength, int formattedCount, HtmlBuilder builder)
        {
            _ = (literalLength, formattedCount);
            _page = builder._page;
        }

        public void AppendLiteral(string text) => _page.Append(text);

        public void AppendFormatted(string? text) => _page.Append(Encoder.Encode(text ?? string.Empty));

        public void AppendFormatted(int number) => _page.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(double number) => _page.Append(CultureInfo.InvariantCulture, $"{number:0.###}");
    }
}
