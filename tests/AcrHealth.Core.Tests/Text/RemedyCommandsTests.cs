using System.Globalization;
using AcrHealth.Checks;
using AcrHealth.Text;

namespace AcrHealth.Core.Tests.Text;

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

    // A bare name is looked up in the public cloud, and without the hash that may be behind it: that would be another registry.
    [Theory]
    [InlineData("en-US")]
    [InlineData("ko-KR")]
    public void The_references_tests_name_the_registry_by_its_login_server(string culture)
    {
        string[] steps =
        [
            .. CheckCatalog.DescribeErrors(CultureInfo.GetCultureInfo(culture)).SelectMany(entry => entry.Remediation)
                .SelectMany(step => step.Split('`').Where((_, index) => index % 2 == 1)),
        ];

        Assert.DoesNotContain(steps, step => step.Contains("-AcrHealth", StringComparison.Ordinal) && step.Contains("<registry>", StringComparison.Ordinal)
            && !step.Contains("-Cloud", StringComparison.Ordinal) && !step.Contains("| Test-AcrHealth", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.Contains("<registry>.azurecr.io", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("Test-AcrHealth <login-server>", StringComparison.Ordinal));
    }
}
