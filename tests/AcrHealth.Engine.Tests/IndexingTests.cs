using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the result of <c>[0]</c> at the prompt.</summary>
public sealed class IndexingTests
{
    [Theory]
    [InlineData("(Get-AcrHealthCheck AccessToken).Codes[0]", "CONNECTIVITY_ACCESS_TOKEN_ERROR")]
    [InlineData("(Get-AcrHealthCheck RefreshToken).Prerequisites[0]", "EntraLogin")]
    [InlineData("(Test-AcrHealth localhost:1 -Anonymous -Check EntraLogin | Where-Object Check -eq EntraLogin).BlockedBy[0]", "Challenge")]
    [InlineData("(Test-AcrHealth localhost:1 -Anonymous -Check Tls | Where-Object Status -eq Failed).Remediation[0].GetType().Name", "String")]
    public void The_first_of_a_list_is_one(string script, string first)
    {
        using var engine = new ModuleEngine();

        Assert.Equal(first, Assert.Single(engine.Run(script).Output).ToString());
    }
}
