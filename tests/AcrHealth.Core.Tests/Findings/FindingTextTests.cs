using AcrHealth.Findings;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Findings;

public sealed class FindingTextTests
{
    private static readonly RegistryTarget Contoso = RegistryParser.Parse("contoso", new(AzureCloud.Public, null));

    [Fact]
    public void A_command_repeats_the_parameters_that_the_run_needs()
    {
        var run = new RunParameters { Cloud = "AzureChinaCloud", CertificateFiles = ["./my ca.pem"], UserName = "token1" };

        IReadOnlyList<string> remedies = new FindingText(Contoso, new() { RunParameters = run }).Remedies(RunFindings.TimedOut, [("check", "Dns"), ("longer", 60)]);

        Assert.Contains("`Test-AcrHealth contoso.azurecr.io -Check Dns -TimeoutSeconds 60 -Cloud AzureChinaCloud -CACertificate './my ca.pem' -Credential token1`", remedies[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Credential other", "", "-Credential other")]
    [InlineData("-Kubelet", "", "-Kubelet")]
    [InlineData("-AccessToken t", "-TenantId home", "-AccessToken t -TenantId home")]
    [InlineData("-Credential other", "-TenantId home", "-Credential other")]
    [InlineData("-TenantId other", "-TenantId home", "-TenantId other")]
    [InlineData("-Check Dns", "", "-Check Dns -Credential me")]
    public void A_parameter_or_sign_in_of_the_command_replaces_that_of_the_run(string own, string tenant, string expected)
    {
        var run = new RunParameters { UserName = "me", TenantId = tenant.Length > 0 ? "home" : null };

        string line = PowerShellSyntax.Instance.Render(OwnCommand.Parse($"test contoso {own}", word => word), run);

        Assert.Equal($"Test-AcrHealth contoso {expected}", line);
    }

    [Fact]
    public void Several_certificates_are_one_list()
    {
        var run = new RunParameters { CertificateFiles = ["a.pem", null, "b c.pem"] };

        string line = PowerShellSyntax.Instance.Render(OwnCommand.Parse("wait contoso", word => word), run);

        Assert.Equal("Wait-AcrHealth contoso -CACertificate a.pem, <file>, 'b c.pem'", line);
    }

    [Fact]
    public void Another_front_end_renders_its_own_syntax()
    {
        IReadOnlyList<string> remedies = new FindingText(Contoso, new() { CommandSyntax = new Shouting() }).Remedies(RunFindings.TimedOut, [("check", "Dns"), ("longer", 60)]);

        Assert.Contains("`TEST contoso.azurecr.io CHECK=Dns TIMEOUTSECONDS=60`", remedies[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_remedy_whose_value_is_not_known_is_left_out()
    {
        IReadOnlyList<string> remedies = new FindingText(Contoso, new()).Remedies(RunFindings.TimedOut, [("check", "Dns"), ("longer", null)]);

        Assert.Single(remedies);
    }

    [Theory]
    [InlineData("Dns; rm -rf /", "<check>")]
    [InlineData("$(whoami)", "<check>")]
    [InlineData("-Force", "<check>")]
    [InlineData("a b", "'a b'")]
    [InlineData(@"C:\some dir\ca.pem", @"'C:\some dir\ca.pem'")]
    [InlineData("~/.docker/config.json", "~/.docker/config.json")]
    public void A_value_in_a_command_is_one_word_or_a_placeholder(string value, string word)
    {
        IReadOnlyList<string> remedies = new FindingText(Contoso, new()).Remedies(RunFindings.TimedOut, [("check", value), ("longer", 60)]);

        Assert.Contains($"-Check {word} -TimeoutSeconds", remedies[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contoso", "--name contoso", "privatelink.azurecr.io")]
    [InlineData("contoso-abc123.azurecr.io", "--name contoso", "privatelink.azurecr.io")]
    [InlineData("contoso.azurecr.cn", "--name contoso", "privatelink.azurecr.cn")]
    [InlineData("contoso.azurecr.us", "--name contoso", "privatelink.azurecr.us")]
    public void A_registry_is_named_without_its_suffix_and_hash_and_its_zone_is_that_of_its_cloud(string registry, string name, string zone)
    {
        var text = new FindingText(RegistryParser.Parse(registry, new(null, null)), new());

        Assert.Contains(name, text.Remedies(ConnectionFindings.NameWithoutAddress, [])[1], StringComparison.Ordinal);
        Assert.Contains(zone, text.Remedies(ConnectionFindings.PrivateLinkRecordMissing, [])[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_the_registrys_stays_a_placeholder()
    {
        const string Id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/contoso";
        var text = new FindingText(RegistryParser.Parse(Id, new(null, null)), new());

        Assert.Contains("--endpoint-name <private-endpoint> --resource-group <resource-group>", text.Remedies(ConnectionFindings.PrivateLinkRecordMissing, [])[0], StringComparison.Ordinal);
        Assert.Contains("http://<proxy>:<port>", text.Remedies(ConnectionFindings.ProxyNameNotFound, [("variable", "HTTPS_PROXY")])[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_repository_of_a_run_is_named()
    {
        var text = new FindingText(Contoso, new() { Image = new("team/app", "latest") });

        Assert.Contains("-Repository team/app", string.Join('\n', text.Remedies(SignInFindings.CatalogRefused, [])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_not_declared_is_refused() =>
        Assert.Throws<ArgumentException>(() => new FindingText(Contoso, new()).Message(RunFindings.TimedOut, [("chek", "Dns")]));

    private sealed class Shouting : ICommandSyntax
    {
        public string Render(OwnCommand command, RunParameters run) => string.Join(
            ' ',
            [command.Verb.ToUpperInvariant(), .. command.Arguments, .. command.Parameters.Select(parameter => $"{Parameter(parameter.Name)}={parameter.Value}")]);

        public string Parameter(string name) => name.ToUpperInvariant();

        public string Text(string text) => text;
    }
}
