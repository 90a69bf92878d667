using System.Globalization;
using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>A smoke test under cultures with other calendars, digits, casing and marks of direction: what is said does not depend on them.</summary>
public sealed partial class CultureTests(Simulated simulated) : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly ModuleEngine _engine = new();

    public static TheoryData<string> Cultures => ["ar-SA", "fa-IR", "th-TH", "tr-TR"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void An_expired_certificate_is_reported_with_its_date(string culture)
    {
        ScriptOutcome outcome = Run(
            culture,
            "param($registry, $authority) Test-AcrHealth -Registry $registry -CACertificate $authority -Anonymous -Check Tls",
            simulated.Azure["tls-expired"].LoginServer,
            simulated.Authority);

        CheckResult tls = outcome.Check("Tls");
        Assert.Empty(outcome.Errors);
        Assert.Equal("CONNECTIVITY_SSL_ERROR", tls.ErrorCode);
        Assert.Matches(IsoDate(), tls.Message);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_healthy_registry_passes_every_check(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        ScriptOutcome outcome = simulated.Check(_engine, simulated.Azure.Healthy.LoginServer);

        Assert.Empty(outcome.Errors);
        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
        Assert.All(outcome.Results, result => Assert.True(result.Status == "Passed", $"{result.Check}: {result.Message}"));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Names_in_small_and_capital_letters_are_the_same_names(string culture)
    {
        const string Script = "Test-AcrHealth CONTOSOIMAGES -Cloud azureusgovernment -Check loginserver; "
            + "test-acrhealth contosoimages -CLOUD AZUREUSGOVERNMENT -CHECK LOGINSERVER; Test-AcrHealth ContosoImages.AZURECR.IO -Check LOGINSERVER";

        ScriptOutcome outcome = Run(culture, Script);
        string[] names = [.. Run(culture, "(Get-AcrHealthCheck ENTRALOGIN, registryapi).Name; (Get-AcrHealthError connectivity_dns_error).Code").Output.Select(name => name.ToString())];

        Assert.Empty(outcome.Errors);
        Assert.Equal(["contosoimages.azurecr.us", "contosoimages.azurecr.us", "contosoimages.azurecr.io"], outcome.Results.Select(result => result.Registry));
        Assert.All(outcome.Results, result => Assert.Equal(("LoginServer", "Passed"), (result.Check, result.Status)));
        Assert.Equal(["EntraLogin", "RegistryApi", "CONNECTIVITY_DNS_ERROR"], names);
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        _engine.Dispose();
    }

    private ScriptOutcome Run(string culture, string script, params object?[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        return _engine.Run(script, arguments);
    }

    [GeneratedRegex(@"20[0-9]{2}-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9] UTC")]
    private static partial Regex IsoDate();
}
