using System.Globalization;
using AcrHealth.Reference;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Reference;

public sealed class RemedyCommandsTests
{
    [Theory]
    [InlineData("contoso", "contoso")]
    [InlineData("/subscriptions/s/resourceGroups/g", "/subscriptions/s/resourceGroups/g")]
    [InlineData("my group (1)", "'my group (1)'")]
    [InlineData("그룹", "'그룹'")]
    [InlineData("it's", "<name>")]
    [InlineData("a; rm -rf /", "<name>")]
    [InlineData("$(whoami)", "<name>")]
    [InlineData("`whoami`", "<name>")]
    [InlineData("a\nb", "<name>")]
    [InlineData("\u2018x\u2019", "<name>")]
    [InlineData("--yes", "<name>")]
    [InlineData("", "<name>")]
    [InlineData(null, "<name>")]
    public void A_name_is_one_word_in_every_shell_or_is_left_to_the_reader(string? name, string word) => Assert.Equal(word, RemedyCommands.Word(name, "name"));

    [Fact]
    public void Placeholders_are_filled_with_what_is_known_of_the_registry()
    {
        RegistryTarget target = RegistryParser.Parse("/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/contoso", new(null, null));

        IReadOnlyList<string> steps = RemedyCommands.Fill(
            ["`az acr show --name <registry>`", "`x -ResourceGroupName <resource-group> <login-server> <repository> <other>`"], target, new HealthCheckOptions { Image = new("team/app", "latest") });

        Assert.Equal(["`az acr show --name contoso`", "`x -ResourceGroupName g contoso.azurecr.io team/app <other>`"], steps);
    }

    [Fact]
    public void What_is_not_known_stays_a_placeholder()
    {
        RegistryTarget target = RegistryParser.Parse("localhost:5000", new(null, null));

        Assert.Equal(["<registry> <resource-group> <repository> localhost:5000"], RemedyCommands.Fill(["<registry> <resource-group> <repository> <login-server>"], target, new()));
        Assert.Equal(["`nslookup localhost`, `openssl s_client -connect localhost:5000`"], RemedyCommands.Fill(["`nslookup <host>`, `openssl s_client -connect <host>:<port>`"], target, new()));
    }

    [Fact]
    public void The_hash_of_a_login_server_is_no_part_of_the_registrys_name() =>
        Assert.Equal(["contoso"], RemedyCommands.Fill(["<registry>"], RegistryParser.Parse("contoso-abc123.azurecr.io", new(null, null)), new()));

    [Theory]
    [InlineData("contoso", "privatelink.azurecr.io")]
    [InlineData("contoso.azurecr.cn", "privatelink.azurecr.cn")]
    [InlineData("contoso.azurecr.us", "privatelink.azurecr.us")]
    [InlineData("registry.example", "privatelink.azurecr.io")]
    public void The_private_zone_is_that_of_the_registrys_cloud(string registry, string zone) =>
        Assert.Equal([$"--zone-name {zone}"], RemedyCommands.Fill(["--zone-name privatelink.azurecr.io"], RegistryParser.Parse(registry, new(null, null)), new()));

    // A bare name is looked up in the public cloud, and without the hash that may be behind it: that would be another registry.
    [Theory]
    [InlineData("en-US")]
    [InlineData("ko-KR")]
    public void The_references_tests_name_the_registry_by_its_login_server(string culture)
    {
        string[] steps =
        [
            .. ErrorReference.Entries(CultureInfo.GetCultureInfo(culture)).SelectMany(entry => entry.Remediation)
                .SelectMany(step => step.Split('`').Where((_, index) => index % 2 == 1)),
        ];

        Assert.DoesNotContain(steps, step => step.Contains("-AcrHealth", StringComparison.Ordinal) && step.Contains("<registry>", StringComparison.Ordinal)
            && !step.Contains("-Cloud", StringComparison.Ordinal) && !step.Contains("| Test-AcrHealth", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.Contains("<registry>.azurecr.io", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("Test-AcrHealth <login-server>", StringComparison.Ordinal));
    }
}
