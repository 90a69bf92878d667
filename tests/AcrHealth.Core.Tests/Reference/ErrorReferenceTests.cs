using System.Globalization;
using AcrHealth.Reference;

namespace AcrHealth.Core.Tests.Reference;

public sealed class ErrorReferenceTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko-KR");

    // The headings of the reference of July 2019, in its order.
    private static readonly string[] Of2019 =
    [
        "DOCKER_COMMAND_ERROR", "DOCKER_DAEMON_ERROR", "DOCKER_VERSION_ERROR", "DOCKER_PULL_ERROR", "HELM_COMMAND_ERROR", "HELM_VERSION_ERROR",
        "CONNECTIVITY_DNS_ERROR", "CONNECTIVITY_FORBIDDEN_ERROR", "CONNECTIVITY_CHALLENGE_ERROR", "CONNECTIVITY_AAD_LOGIN_ERROR",
        "CONNECTIVITY_REFRESH_TOKEN_ERROR", "CONNECTIVITY_ACCESS_TOKEN_ERROR", "LOGIN_SERVER_ERROR",
    ];

    private static readonly string[] Later =
    [
        "CONNECTIVITY_SSL_ERROR", "CONNECTIVITY_TOOMANYREQUESTS_ERROR", "CONNECTIVITY_WWW_AUTHENTICATE_ERROR",
        "CONNECTIVITY_ACCESS_TOKEN_PERMISSIONS_ERROR", "UNEXPECTED_ERROR", "CMK_ERROR", "NOTARY_COMMAND_ERROR", "NOTARY_VERSION_ERROR",
    ];

    private static readonly string[] Ours =
    [
        "REGISTRY_API_ERROR", "REPOSITORY_ACCESS_ERROR", "REPOSITORY_NOT_FOUND_ERROR", "MANIFEST_ERROR", "PLATFORM_ERROR", "DATA_ENDPOINT_ERROR", "PUSH_ERROR",
        "QUOTA_ERROR", "CLOCK_SKEW_ERROR", "PROXY_ERROR", "DOCKER_CREDENTIAL_ERROR", "HELM_CREDENTIAL_ERROR", "DOCKER_CONFIGURATION_ERROR", "DISK_SPACE_ERROR",
        "REGISTRY_STATE_ERROR", "PRIVATE_ENDPOINT_ERROR", "ROLE_ERROR",
    ];

    public static TheoryData<string> Codes => [.. Of2019, .. Later, .. Ours];

    public static TheoryData<string> MicrosoftsCodes => [.. Of2019, .. Later];

    public static TheoryData<string> OurCodes => [.. Ours];

    [Fact]
    public void The_reference_has_Microsofts_codes_and_ours()
    {
        Assert.Equal([.. Of2019, .. Later, .. Ours], ErrorReference.Codes);
        Assert.Equal(ErrorReference.Codes, ErrorReference.Entries(English).Select(entry => entry.Code));
    }

    [Fact]
    public void The_codes_of_2019_and_the_later_ones_are_told_apart()
    {
        Assert.Equal(Of2019, OfOrigin(ErrorOrigin.Reference2019));
        Assert.Equal(Later, OfOrigin(ErrorOrigin.LaterReference));
        Assert.Equal(Ours, OfOrigin(ErrorOrigin.AcrHealth));
    }

    [Fact]
    public void Only_the_notary_pair_is_retired() => Assert.Equal(
        ["NOTARY_COMMAND_ERROR", "NOTARY_VERSION_ERROR"],
        ErrorReference.Entries(English).Where(entry => entry.Lifecycle == ErrorLifecycle.Retired).Select(entry => entry.Code));

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

    // The sections of the page; NOTARY_COMMAND_ERROR and the newest codes have none.
    [Theory]
    [MemberData(nameof(MicrosoftsCodes))]
    public void A_code_of_Microsofts_leads_to_its_section_on_Learn_if_there_is_one(string code)
    {
        Uri help = Entry(code, English).HelpUri;

        Assert.Equal(ErrorReference.HelpUriOf(code), help);
        Assert.Equal("learn.microsoft.com", help.Host);
        Assert.Equal(WithoutSection.Contains(code) ? string.Empty : "#" + code.ToLowerInvariant(), help.Fragment);
    }

    private static readonly string[] WithoutSection =
        ["CONNECTIVITY_WWW_AUTHENTICATE_ERROR", "CONNECTIVITY_ACCESS_TOKEN_PERMISSIONS_ERROR", "UNEXPECTED_ERROR", "NOTARY_COMMAND_ERROR"];

    [Theory]
    [MemberData(nameof(OurCodes))]
    public void A_code_of_ours_leads_to_a_page_of_Microsofts_or_Dockers_about_its_subject(string code)
    {
        Uri help = Entry(code, English).HelpUri;

        Assert.Equal(ErrorReference.HelpUriOf(code), help);
        Assert.Contains(help.Host, (string[])["learn.microsoft.com", "docs.docker.com"]);
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

    private static ErrorReferenceEntry Entry(string code, CultureInfo culture) => ErrorReference.Entries(culture).Single(entry => entry.Code == code);

    private static IEnumerable<string> OfOrigin(ErrorOrigin origin) =>
        ErrorReference.Entries(English).Where(entry => entry.Origin == origin).Select(entry => entry.Code);

    // What stands between backquotes is typed, in whatever language the rest is; the order may follow the language's grammar.
    private static string Commands(string step) => string.Join('\n', step.Split('`').Where((_, index) => index % 2 == 1).Order(StringComparer.Ordinal));

    private static bool IsHangul(char c) => c is >= '\uac00' and <= '\ud7a3';
}
