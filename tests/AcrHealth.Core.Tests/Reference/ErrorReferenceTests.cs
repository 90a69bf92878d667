using System.Globalization;
using AcrHealth.Checks;
using AcrHealth.Reference;

namespace AcrHealth.Core.Tests.Reference;

public sealed class ErrorReferenceTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko-KR");

    // Microsoft's reference has no sections for these.
    private static readonly ErrorCode[] WithoutSection =
        [ErrorCodes.WwwAuthenticate, ErrorCodes.AccessTokenPermissions, ErrorCodes.Unexpected, ErrorCodes.NotaryCommand];

    public static TheoryData<string> Codes => [.. ErrorReference.Codes];

    public static TheoryData<string> MicrosoftsCodes => [.. ErrorCodes.All.Where(code => code.Origin != ErrorOrigin.AcrHealth).Select(code => code.Name)];

    public static TheoryData<string> OurCodes => [.. ErrorCodes.All.Where(code => code.Origin == ErrorOrigin.AcrHealth).Select(code => code.Name)];

    [Fact]
    public void Codes_are_declared_once_by_origin_and_described_in_that_order()
    {
        Assert.Distinct(ErrorReference.Codes);
        Assert.Equal(ErrorCodes.All.OrderBy(code => code.Origin), ErrorCodes.All);
        Assert.Equal(ErrorReference.Codes, CheckCatalog.DescribeErrors(English).Select(entry => entry.Code));
    }

    [Theory]
    [InlineData(ErrorOrigin.Reference2019, 13)]
    [InlineData(ErrorOrigin.LaterReference, 8)]
    public void Microsofts_references_have_so_many_codes(ErrorOrigin origin, int count) =>
        Assert.Equal(count, CheckCatalog.DescribeErrors(English).Count(entry => entry.Origin == origin));

    [Fact]
    public void Only_the_notary_pair_is_retired() => Assert.Equal(
        [ErrorCodes.NotaryCommand.Name, ErrorCodes.NotaryVersion.Name],
        CheckCatalog.DescribeErrors(English).Where(entry => entry.Lifecycle == ErrorLifecycle.Retired).Select(entry => entry.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_is_explained_in_English_and_in_Korean(string code)
    {
        ErrorReferenceEntry english = Entry(code, English);
        ErrorReferenceEntry korean = Entry(code, Korean);

        Assert.All([english.Meaning, english.Consequence, .. english.Remediation], text => Assert.DoesNotContain(text, IsHangul));
        Assert.All([korean.Meaning, korean.Consequence, .. korean.Remediation], text => Assert.Contains(text, IsHangul));
        Assert.NotEmpty(english.Remediation);
        Assert.Equal(english.Remediation.Count, korean.Remediation.Count);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Commands_are_the_same_in_both_languages(string code) =>
        Assert.Equal(Entry(code, English).Remediation.Select(Commands), Entry(code, Korean).Remediation.Select(Commands));

    [Theory]
    [MemberData(nameof(MicrosoftsCodes))]
    public void A_code_of_Microsofts_leads_to_its_section_on_Learn_if_there_is_one(string code)
    {
        Uri help = Entry(code, English).HelpUri;

        Assert.Equal("learn.microsoft.com", help.Host);
        Assert.Equal(Array.Exists(WithoutSection, without => without.Name == code) ? string.Empty : "#" + code.ToLowerInvariant(), help.Fragment);
    }

    [Theory]
    [MemberData(nameof(OurCodes))]
    public void A_code_of_ours_leads_to_a_page_of_the_product_that_it_is_about(string code)
    {
        Uri help = Entry(code, English).HelpUri;

        Assert.Contains(help.Host, (string[])["learn.microsoft.com", "docs.docker.com", "kubernetes.io", "github.com"]);
        Assert.NotEqual("/azure/container-registry/container-registry-health-error-reference", help.AbsolutePath);
        Assert.Empty(help.Fragment);
    }

    [Theory]
    [InlineData("DOCKER_DAEMON_ERROR", "DockerDaemon")]
    [InlineData("CONNECTIVITY_CHALLENGE_ERROR", "Tls Challenge")]
    [InlineData("CONNECTIVITY_REFRESH_TOKEN_ERROR", "Credential RefreshToken")]
    [InlineData("CONNECTIVITY_TOOMANYREQUESTS_ERROR", "Challenge RefreshToken AccessToken RegistryApi RepositoryAccess Manifest DataEndpoint Push")]
    [InlineData("CMK_ERROR", "CustomerManagedKey")]
    [InlineData("CONNECTIVITY_FORBIDDEN_ERROR", "Challenge NetworkRules")]
    [InlineData("NOTARY_COMMAND_ERROR", "")]
    public void An_entry_names_the_checks_that_can_give_it(string code, string checks) =>
        Assert.Equal(checks, string.Join(' ', Entry(code, English).Checks));

    [Fact]
    public void A_language_that_is_not_spoken_gets_English() =>
        Assert.Equal(Entry("CMK_ERROR", English).Meaning, Entry("CMK_ERROR", CultureInfo.GetCultureInfo("fr-FR")).Meaning);

    [Fact]
    public void An_entry_shows_itself_as_its_code() => Assert.Equal("CMK_ERROR", Entry("CMK_ERROR", English).ToString());

    private static ErrorReferenceEntry Entry(string code, CultureInfo culture) => CheckCatalog.DescribeErrors(culture).Single(entry => entry.Code == code);

    // Text between backquotes is typed, in whatever language the rest is; the order may follow the language's grammar.
    private static string Commands(string step) => string.Join('\n', step.Split('`').Where((_, index) => index % 2 == 1).Order(StringComparer.Ordinal));

    private static bool IsHangul(char c) => c is >= '\uac00' and <= '\ud7a3';
}
