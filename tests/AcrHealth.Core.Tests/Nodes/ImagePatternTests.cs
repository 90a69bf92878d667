using AcrHealth.Nodes;

namespace AcrHealth.Core.Tests.Nodes;

/// <summary>The examples of Kubernetes' own documentation and tests, and what is malformed.</summary>
public sealed class ImagePatternTests
{
    [Theory]
    [InlineData("*.azurecr.io", "contoso.azurecr.io/web", true)]
    [InlineData("*.azurecr.io", "a.contoso.azurecr.io/web", false)]
    [InlineData("*.*.registry.io", "a.b.registry.io/web", true)]
    [InlineData("contoso.azurecr.*", "contoso.azurecr.io/web", true)]
    [InlineData("con*so.azurecr.io", "contoso.azurecr.io/web", true)]
    [InlineData("contoso.azurecr.io/team", "contoso.azurecr.io/team/web", true)]
    [InlineData("contoso.azurecr.io/team", "contoso.azurecr.io/web", false)]
    [InlineData("contoso.azurecr.io:5000", "contoso.azurecr.io/web", false)]
    [InlineData("contoso.azurecr.io:5000/a", "contoso.azurecr.io:5000/a/b", true)]
    [InlineData("c[a-o]ntoso.azurecr.io", "contoso.azurecr.io/web", true)]
    [InlineData("c[", "c[/web", true)]
    [InlineData("c[z-a]x", "cbx/web", false)]
    [InlineData("c?ntoso.azurecr.io", "contoso.azurecr.io/web", true)]
    [InlineData(@"\*.azurecr.io", "contoso.azurecr.io/web", false)]
    public void A_pattern_matches_as_the_kubelet_matches_it(string pattern, string image, bool matches) => Assert.Equal(matches, ImagePattern.Matches(pattern, image));

    [Fact]
    public void The_most_specific_key_comes_first() => Assert.Equal(
        ["contoso.azurecr.io/team/web", "https://contoso.azurecr.io/v2/", "*.azurecr.io"],
        ImagePattern.InOrder(["*.azurecr.io", "https://contoso.azurecr.io/v2/", "contoso.azurecr.io/team/web", "fabrikam.azurecr.io"], "contoso.azurecr.io/team/web"));
}
