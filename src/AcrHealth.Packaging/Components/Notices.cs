using System.Text;

namespace AcrHealth.Packaging.Components;

/// <summary>The notices that others' licenses ask for: whose software this is, under which license, and the words of each.</summary>
internal static class Notices
{
    private static readonly string Rule = new('-', 78);

    public static string Of(string name, IReadOnlyList<Component> components)
    {
        StringBuilder text = new();
        text.Append(name).Append(" is distributed with the software named here, which is licensed by its owners.\n");
        foreach (Component component in components)
        {
            text.Append('\n').Append(component).Append('\n');
            text.Append("  by ").Append(component.Authors).Append('\n');
            Line(text, component.Copyright);
            Line(text, component.ProjectUrl);
            text.Append("  License: ").Append(component.License.Name).Append('\n');
        }

        foreach (IGrouping<License, Component> license in components.GroupBy(component => component.License))
        {
            Section(text, $"{license.Key.Name}, the license of {List(license)}", license.Key.Text);
        }

        foreach (IGrouping<string?, Component> notices in components.Where(component => component.Notices is not null).GroupBy(component => component.Notices))
        {
            Section(text, $"Notices that come with {List(notices)}", notices.Key!);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }

    private static void Section(StringBuilder text, string heading, string words) =>
        text.Append('\n').Append(Rule).Append('\n').Append(heading).Append('\n').Append(Rule).Append("\n\n").Append(words).Append('\n');

    private static string List(IEnumerable<Component> components) => string.Join(", ", components);
}
