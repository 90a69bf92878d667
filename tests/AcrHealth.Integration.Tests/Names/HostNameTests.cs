using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>Names that cannot be, and are refused before anybody is asked for them.</summary>
public sealed class HostNameTests
{
    [Theory]
    [InlineData(64, ".example")]
    [InlineData(64, ".azurecr.io")]
    public void A_label_of_64_bytes_is_refused(int length, string suffix)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("param($name) Test-AcrHealth $name -Check Dns", new string('a', length) + suffix);

        Assert.Single(outcome.Errors);
        Assert.Empty(outcome.Results);
    }

    [Fact]
    public void An_internationalised_label_that_DNS_writes_in_64_bytes_or_more_is_refused()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("param($name) Test-AcrHealth $name -Check Dns", new string('한', 63) + ".example");

        Assert.Single(outcome.Errors);
        Assert.Empty(outcome.Results);
    }
}
