using System.Globalization;

namespace AcrHealth.Reports.Html;

/// <summary>Writes the values of a result's detail.</summary>
internal static class HtmlDetail
{
    public static void Write(HtmlBuilder page, ReportValue value)
    {
        switch (value)
        {
            case ReportValue.Text text:
                page.Add($"{text.Value}");
                break;
            case ReportValue.Number number:
                page.Add($"{number.Value.ToString(CultureInfo.InvariantCulture)}");
                break;
            case ReportValue.Flag flag:
                page.Add($"{flag.Value.ToString()}");
                break;
            case ReportValue.List list:
                page.Add($"<ul>");
                foreach (ReportValue item in list.Items)
                {
                    page.Add($"<li>");
                    Write(page, item);
                    page.Add($"</li>");
                }

                page.Add($"</ul>");
                break;
            case ReportValue.Fields fields:
                page.Add($"<dl>\n");
                foreach ((string name, ReportValue field) in fields.Items)
                {
                    page.Add($"<div><dt>{name}</dt><dd>");
                    Write(page, field);
                    page.Add($"</dd></div>\n");
                }

                page.Add($"</dl>\n");
                break;
        }
    }
}
