using System.Collections;
using System.Globalization;
using System.Resources;
using AcrHealth.Cli.Resources;
using AcrHealth.Cli.Tests.Support;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>Texts are Korean where the locale is, without ICU.</summary>
public sealed class LanguageTests(SimulatedAzure simulated)
{
    [Theory]
    [InlineData("LANG", "ko_KR.UTF-8", true)]
    [InlineData("LC_ALL", "ko_KR.utf8", true)]
    [InlineData("LC_MESSAGES", "ko", true)]
    [InlineData("LANG", "kok_IN.UTF-8", false)]
    [InlineData("LANG", "C.UTF-8", false)]
    public async Task The_language_follows_the_locale(string variable, string value, bool korean)
    {
        CliOutcome help = await CliProgram.Portable.RunAsync(["test", "--help"], variables: [KeyValuePair.Create(variable, (string?)value)]);
        CliOutcome results = await CliProgram.Portable.RunAsync(simulated.Test(["forbidden"], "--anonymous"), variables: [KeyValuePair.Create(variable, (string?)value)]);

        Assert.Equal(korean, HasKorean(help.Output));
        Assert.Equal(korean, HasKorean(results.Output));
        Assert.Contains("CONNECTIVITY_FORBIDDEN_ERROR", results.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LC_ALL_goes_before_LANG()
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(["checks"], variables: [KeyValuePair.Create("LANG", (string?)"ko_KR.UTF-8"), KeyValuePair.Create("LC_ALL", (string?)"C")]);

        Assert.False(HasKorean(outcome.Output));
    }

    [Fact]
    public void Every_text_is_in_both_languages()
    {
        ResourceSet english = Texts.ResourceManager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        ResourceSet korean = Texts.ResourceManager.GetResourceSet(CultureInfo.GetCultureInfo("ko"), createIfNotExists: true, tryParents: false)!;

        Assert.Equal(
            english.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal),
            korean.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal));
    }

    private static bool HasKorean(string text) => text.Any(character => character is >= '\uAC00' and <= '\uD7A3');
}
