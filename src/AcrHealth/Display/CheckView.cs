using System.Management.Automation;
using System.Management.Automation.Host;
using AcrHealth.Reports;

namespace AcrHealth.Display;

/// <summary>The default view of checks: the question and the prerequisites of each. No name of a check is broken.</summary>
public static class CheckView
{
    private const string Gap = "  ";
    private const int NameWidth = 19;
    private const int NeedsColumn = NameWidth + 2;
    private const int DescriptionColumn = NeedsColumn + NameWidth + 3;
    private const int Narrowest = DescriptionColumn + 30;

    /// <summary>The category, and the names of the columns.</summary>
    /// <param name="check">The first check of the category.</param>
    /// <param name="host">The host that shows it.</param>
    public static string Heading(PSObject check, PSHost host)
    {
        ArgumentNullException.ThrowIfNull(check);
        string category = TextStyle.Bold(check.Properties[nameof(HealthCheckInfo.Category)]?.Value?.ToString() ?? string.Empty);
        return Screen.WidthOf(host) < Narrowest ? category : $"{category}\n{TextStyle.Bold($"{"Name",-NeedsColumn}{"Needs",-(NameWidth + 3)}Description")}";
    }

    /// <summary>One check.</summary>
    /// <param name="check">The check, of this session or another.</param>
    /// <param name="host">The host that shows it.</param>
    public static string Row(PSObject check, PSHost host)
    {
        ArgumentNullException.ThrowIfNull(check);
        int width = Screen.WidthOf(host);
        string name = check.Properties[nameof(HealthCheckInfo.Name)]?.Value?.ToString() ?? string.Empty;
        string needs = string.Join(", ", ResultReader.Texts(check.Properties[nameof(HealthCheckInfo.Prerequisites)]?.Value));
        string description = check.Properties[nameof(HealthCheckInfo.Description)]?.Value?.ToString() ?? string.Empty;
        return string.Join('\n', width < Narrowest ? Stacked(name, needs, description, width) : InColumns(name, needs, description, width));
    }

    private static IEnumerable<string> InColumns(string name, string needs, string description, int width)
    {
        IReadOnlyList<string> left = TextWrap.Lines(needs, NameWidth + 1);
        IReadOnlyList<string> right = TextWrap.Lines(description, width - DescriptionColumn);
        string first = name.PadRight(NeedsColumn);
        if (name.Length > NameWidth)
        {
            // A long name has the line to itself, so that the columns of all checks stay the same.
            yield return name;
            first = new(' ', NeedsColumn);
        }

        for (int i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            string second = (i < left.Count ? left[i] : string.Empty).PadRight(NameWidth + 3);
            yield return (first + second + (i < right.Count ? right[i] : string.Empty)).TrimEnd();
            first = new(' ', NeedsColumn);
        }
    }

    private static IEnumerable<string> Stacked(string name, string needs, string description, int width)
    {
        yield return name;
        foreach (string line in TextWrap.Lines(description, width - Gap.Length))
        {
            yield return Gap + line;
        }

        if (needs.Length > 0)
        {
            foreach (string line in TextWrap.Lines($"{nameof(HealthCheckInfo.Prerequisites)}: {needs}", width - Gap.Length))
            {
                yield return Gap + TextStyle.Gray(line);
            }
        }
    }
}
