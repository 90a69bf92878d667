using AcrHealth.Checks;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Checks;

public sealed class CheckCatalogTests
{
    [Fact]
    public void Prerequisites_stand_before_the_checks_that_need_them_and_are_of_the_same_target()
    {
        var seen = new Dictionary<string, bool>();
        foreach (HealthCheck check in CheckCatalog.All)
        {
            Assert.All(check.Prerequisites.Concat(check.After), other => Assert.Equal(check.IsOfRegistry, seen[other]));
            seen.Add(check.Name, check.IsOfRegistry);
        }
    }

    [Fact]
    public void Every_name_is_given_once() => Assert.Distinct(Names(CheckCatalog.All));

    [Fact]
    public void Every_check_is_in_the_catalog() => Assert.Equal(
        typeof(HealthCheck).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HealthCheck)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal),
        CheckCatalog.All.Select(check => check.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void An_output_is_that_of_the_check_that_declares_it() => Assert.All(
        CheckCatalog.All,
        check => Assert.All(
            check.GetType().GetFields().Select(field => field.GetValue(null)).OfType<ICheckOutput>(), output => Assert.Equal(check.Name, output.Check)));

    [Fact]
    public void Only_what_tells_a_fact_has_no_code() =>
        Assert.Equal(["ContainerPlatform"], Names(CheckCatalog.All.Where(check => check.Codes.Count == 0)));

    [Fact]
    public void Every_check_is_described_as_a_question() =>
        Assert.All(CheckCatalog.All, check => Assert.Matches(@"\?( .+\.)?$", CheckCatalog.Describe(check).Description));

    [Fact]
    public void A_description_tells_what_the_check_declares() => Assert.All(
        CheckCatalog.All,
        check =>
        {
            HealthCheckInfo info = CheckCatalog.Describe(check);
            Assert.Equal((check.Name, check.Category), (info.Name, info.Category));
            Assert.Equal(check.Prerequisites, info.Prerequisites);
            Assert.Equal(check.After, info.After);
            Assert.Equal(check.Codes.Select(code => code.Name), info.Codes);
        });

    [Fact]
    public void All_that_is_wanted_is_all() => Assert.Equal(CheckCatalog.All, CheckCatalog.Select(_ => true, _ => false));

    [Theory]
    [InlineData("Dns", "LoginServer Dns")]
    [InlineData("DockerPull", "DockerCommand DockerDaemon DockerPull")]
    [InlineData("Credential", "CredentialProvider PullSecret Credential")]
    [InlineData("RefreshToken", "LoginServer Proxy Dns Tls Challenge EntraLogin CredentialProvider PullSecret Credential RefreshToken")]
    public void What_a_wanted_check_needs_is_pulled_in(string wanted, string selected) =>
        Assert.Equal(selected.Split(' '), Names(CheckCatalog.Select(name => name == wanted, _ => false)));

    [Fact]
    public void What_is_excluded_is_left_out_even_where_it_is_needed()
    {
        string[] selected = [.. Names(CheckCatalog.Select(name => name == "Challenge", name => name == "Tls"))];

        Assert.DoesNotContain("Tls", selected);
        Assert.Contains("Challenge", selected);
    }

    [Fact]
    public void What_only_an_excluded_check_needs_is_not_pulled_in() =>
        Assert.Empty(CheckCatalog.Select(name => name == "HelmVersion", name => name.StartsWith("Helm", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_wanted_selects_nothing() => Assert.Empty(CheckCatalog.Select(_ => false, _ => false));

    private static IEnumerable<string> Names(IEnumerable<HealthCheck> checks) => checks.Select(check => check.Name);
}
