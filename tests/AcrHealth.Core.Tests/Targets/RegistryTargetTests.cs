using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Targets;

public sealed class RegistryTargetTests
{
    [Theory]
    [InlineData("https://contoso.azurecr.io/oauth2/token", true)]
    [InlineData("https://CONTOSO.azurecr.io:443/", true)]
    [InlineData("http://contoso.azurecr.io/oauth2/token", false)]
    [InlineData("http://contoso.azurecr.io:443/oauth2/token", false)]
    [InlineData("https://contoso.azurecr.io:8443/oauth2/token", false)]
    [InlineData("https://fabrikam.azurecr.io/oauth2/token", false)]
    [InlineData("https://contoso.azurecr.io.evil.example/", false)]
    [InlineData("https://contoso.azurecr.io@evil.example/", false)]
    [InlineData("https://user@contoso.azurecr.io/", false)]
    [InlineData("https://user:password@contoso.azurecr.io/", false)]
    [InlineData("https://xn--contoso.azurecr.io/", false)]
    [InlineData("https://xn--\u00fc.azurecr.io/", false)]
    [InlineData("wss://contoso.azurecr.io/", false)]
    [InlineData("file:///contoso.azurecr.io/", false)]
    public void Only_the_login_servers_own_scheme_host_and_port_are_its_origin(string url, bool same) =>
        Assert.Equal(same, new RegistryTarget { Input = "contoso", Host = "contoso.azurecr.io" }.IsSameOrigin(new Uri(url)));

    [Theory]
    [InlineData("contoso", "contoso")]
    [InlineData("contoso-a1b2c3.azurecr.io", "contoso")]
    [InlineData("contoso.azurecr.cn:5000", "contoso")]
    [InlineData("registry.example", null)]
    public void The_name_that_Azure_knows_it_by_has_no_hash(string registry, string? name) =>
        Assert.Equal(name, RegistryParser.Parse(registry, new(null, null)).ResourceName);

    [Theory]
    [InlineData("localhost", 5000, "https://localhost:5000/v2/")]
    [InlineData("::1", 443, "https://[::1]/v2/")]
    [InlineData("::1", 5000, "https://[::1]:5000/v2/")]
    [InlineData("xn--bcher-kva.example", 443, "https://xn--bcher-kva.example/v2/")]
    public void Its_own_URLs_are_of_its_origin(string host, int port, string expected)
    {
        var target = new RegistryTarget { Input = host, Host = host, Port = port };
        Uri url = target.Url("/v2/");

        Assert.Equal(expected, url.AbsoluteUri);
        Assert.True(target.IsSameOrigin(url));
        Assert.False(target.IsSameOrigin(new Uri($"https://{target.Authority.Replace(host, "other", StringComparison.Ordinal)}/v2/".Replace("[other]", "other", StringComparison.Ordinal))));
    }
}
