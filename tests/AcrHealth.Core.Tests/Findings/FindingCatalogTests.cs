using System.Globalization;
using System.Text.RegularExpressions;
using AcrHealth.Checks;
using AcrHealth.Findings;

namespace AcrHealth.Core.Tests.Findings;

public sealed partial class FindingCatalogTests
{
    private static readonly string[] Cultures = ["en", "ko"];

    public static TheoryData<string, string> FindingsByCulture =>
        [.. from finding in CheckCatalog.Findings from culture in Cultures select (finding.Name, culture)];

    [Theory]
    [MemberData(nameof(FindingsByCulture))]
    public void A_finding_has_a_message_and_one_to_four_remedies_with_declared_values(string name, string culture)
    {
        using var texts = new UICultureScope(CultureInfo.GetCultureInfo(culture));
        Finding finding = Single(name);

        Assert.NotEmpty(finding.Message);
        Assert.InRange(finding.Remedies.Count, 1, 4);
        Assert.All(
            finding.Remedies.Append(finding.Message).SelectMany(PlaceholdersOf),
            placeholder => Assert.Contains(placeholder, finding.Values.Concat(FindingText.StandardValues)));
    }

    [Theory]
    [MemberData(nameof(FindingsByCulture))]
    public void A_finding_can_be_filled(string name, string culture)
    {
        using var texts = new UICultureScope(CultureInfo.GetCultureInfo(culture));
        Finding finding = Single(name);
        var text = new FindingText(null, new());
        (string, object?)[] values = [.. finding.Values.Select(value => (value, (object?)new AnyValue(value)))];

        Assert.DoesNotContain("{", text.Message(finding, values), StringComparison.Ordinal);
        IReadOnlyList<string> remedies = text.Remedies(finding, values);
        Assert.Equal(finding.Remedies.Count, remedies.Count);
        Assert.All(remedies, remedy => Assert.DoesNotContain("[[", remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void English_and_Korean_texts_have_the_same_values_in_the_same_remedies()
    {
        foreach (Finding finding in CheckCatalog.Findings)
        {
            Assert.Equal(In("en", () => PlaceholdersByText(finding)), In("ko", () => PlaceholdersByText(finding)));
        }
    }

    [Fact]
    public void No_two_findings_have_the_same_name_message_or_remedies()
    {
        using var texts = new UICultureScope(CultureInfo.GetCultureInfo("en"));

        Assert.All(
            new Func<Finding, string>[] { finding => finding.Name, finding => finding.Message, finding => string.Join('\n', finding.Remedies) },
            key => Assert.Empty(CheckCatalog.Findings.GroupBy(key).Where(group => group.Count() > 1).Select(group => string.Join(", ", group))));
    }

    [Fact]
    public void Each_finding_is_produced_by_a_condition_in_some_test()
    {
        string tests = Path.Combine(Repository.Root, "tests");
        string sources = string.Concat(
            Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories).Where(IsSource)
                .Concat(Directory.EnumerateFiles(Path.Combine(tests, "..", "src", "AcrHealth.Simulator"), "*.cs", SearchOption.AllDirectories).Where(IsSource))
                .Select(File.ReadAllText));

        Assert.DoesNotContain(CheckCatalog.Findings, finding => !sources.Contains($"\"{finding.Name}\"", StringComparison.Ordinal));
    }

    private static bool IsSource(string path) => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static Finding Single(string name) => CheckCatalog.Findings.Single(finding => finding.Name == name);

    private static string[] PlaceholdersByText(Finding finding) =>
        [.. finding.Remedies.Prepend(finding.Message).Select(text => string.Join(' ', PlaceholdersOf(text).Order()))];

    private static IEnumerable<string> PlaceholdersOf(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    private static T In<T>(string culture, Func<T> read)
    {
        using var texts = new UICultureScope(CultureInfo.GetCultureInfo(culture));
        return read();
    }

    [GeneratedRegex(@"\{([^}:]*)(?::[^}]*)?\}")]
    private static partial Regex Placeholder();

    private sealed record AnyValue(string Name) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => Name;
    }
}
