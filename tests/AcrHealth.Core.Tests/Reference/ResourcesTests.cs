using System.Collections;
using System.Globalization;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Resources;

namespace AcrHealth.Core.Tests.Reference;

public sealed class ResourcesTests
{
    public static TheoryData<string> Bundles => ["AcrHealth.Resources.Strings", "AcrHealth.Resources.ErrorReference"];

    [Theory]
    [MemberData(nameof(Bundles))]
    public void Every_text_is_there_in_Korean_with_the_same_placeholders(string bundle)
    {
        var resources = new System.Resources.ResourceManager(bundle, typeof(Strings).Assembly);
        Dictionary<string, string> english = Texts(resources, CultureInfo.InvariantCulture);
        Dictionary<string, string> korean = Texts(resources, CultureInfo.GetCultureInfo("ko"));

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), korean.Keys.Order());
        Assert.All(english, text => Assert.Equal(Messages.PlaceholdersOf(text.Value), Messages.PlaceholdersOf(korean[text.Key])));
        Assert.All(english, text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    // A format with a stray brace would fail only when its message is wanted most.
    [Theory]
    [InlineData("")]
    [InlineData("ko")]
    public void Every_format_can_be_filled(string culture)
    {
        // Numbers and times have formats that the other refuses; where both are in a text, the time comes first.
        object[][] arguments = [[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [DateTimeOffset.UnixEpoch, 2.0], [1.0, 2.0, DateTimeOffset.UnixEpoch]];

        Assert.All(
            Texts(new System.Resources.ResourceManager(typeof(Strings)), CultureInfo.GetCultureInfo(culture)).Values,
            format => Assert.Contains(arguments, candidates => Fill(format, candidates) is { Length: > 0 }));
    }

    private static string? Fill(string format, object[] arguments)
    {
        try
        {
            return string.Format(CultureInfo.InvariantCulture, format, arguments);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Texts(System.Resources.ResourceManager resources, CultureInfo culture) =>
        resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
}
