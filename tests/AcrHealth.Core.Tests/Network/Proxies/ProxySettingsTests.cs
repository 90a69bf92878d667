using AcrHealth.Core.Tests.Support;
using AcrHealth.Network.Proxies;

namespace AcrHealth.Core.Tests.Network.Proxies;

[Collection(EnvironmentChangers.Name)]
public sealed class ProxySettingsTests : IDisposable
{
    private static readonly Uri Registry = new("https://contoso.azurecr.io/");

    private readonly EnvironmentScope _variables = new();

    public ProxySettingsTests()
    {
        foreach (string name in (string[])["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "http_proxy", "HTTP_PROXY"])
        {
            _variables[name] = null;
        }
    }

    [Theory]
    [InlineData("HTTPS_PROXY")]
    [InlineData("https_proxy")]
    [InlineData("ALL_PROXY")]
    [InlineData("all_proxy")]
    public void Environment_variables_are_read_again_for_each_run(string variable)
    {
        _variables[variable] = "http://first.example:3128";
        Assert.Equal(new Uri("http://first.example:3128"), ProxySettings.For(Registry));

        _variables[variable] = "http://second.example:3128";
        Assert.Equal(new Uri("http://second.example:3128"), ProxySettings.For(Registry));
    }

    [Fact]
    public void Without_a_variable_the_way_is_direct()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows and macOS have proxy settings of the system's.");

        // Plain HTTP's proxy has nothing to do with registries.
        _variables["HTTP_PROXY"] = "http://proxy.example:3128";
        Assert.Null(ProxySettings.For(Registry));
    }

    [Fact]
    public void The_proxy_of_https_goes_before_that_of_all()
    {
        _variables["ALL_PROXY"] = "http://all.example";
        _variables["HTTPS_PROXY"] = "http://https.example";

        Assert.Equal("https.example", ProxySettings.For(Registry)!.Host);
    }

    [Fact]
    public void An_empty_variable_is_as_good_as_none()
    {
        _variables["HTTPS_PROXY"] = " ";
        _variables["ALL_PROXY"] = "http://all.example";

        Assert.Equal("all.example", ProxySettings.For(Registry)!.Host);
    }

    [Theory]
    [InlineData("NO_PROXY")]
    [InlineData("no_proxy")]
    public void Excepted_hosts_are_reached_directly(string variable)
    {
        _variables["HTTPS_PROXY"] = "http://proxy.example:3128";
        _variables[variable] = "localhost,.azurecr.io";

        Assert.Null(ProxySettings.For(Registry));
        Assert.NotNull(ProxySettings.For(new Uri("https://mcr.microsoft.com/")));
    }

    [Theory]
    [InlineData("proxy.example:3128", "http://proxy.example:3128/")]
    [InlineData(" http://proxy.example ", "http://proxy.example/")]
    [InlineData("http://user:secret@proxy.example:3128", "http://proxy.example:3128/")]
    [InlineData("user:secret@proxy.example:3128", "http://proxy.example:3128/")]
    public void It_is_shown_without_its_credentials(string value, string shown)
    {
        _variables["HTTPS_PROXY"] = value;

        string display = ProxySettings.Display(ProxySettings.For(Registry)!);
        Assert.Equal(new Uri(shown), new Uri(display));
        Assert.DoesNotContain("secret", display, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("socks5://proxy.example:1080")]
    [InlineData("https://user:secret@proxy.example")]
    [InlineData("http://")]
    [InlineData("http://user:secret@")]
    [InlineData("http://user:secret@proxy example")]
    [InlineData("http://user:p@secret@proxy.example:x")]
    [InlineData("http://user:se/secret@proxy.example")]
    public void What_is_no_http_proxy_is_refused_without_telling_its_password(string value)
    {
        _variables["HTTPS_PROXY"] = value;

        ProxyFormatException refusal = Assert.Throws<ProxyFormatException>(() => ProxySettings.For(Registry));
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_SOCKS_proxy_in_ALL_PROXY_is_not_used_and_does_not_hide_HTTPS_PROXY()
    {
        _variables["ALL_PROXY"] = "socks5://proxy.example:1080";

        Assert.Null(ProxySettings.For(Registry));
        Assert.Equal("socks5://proxy.example:1080", ProxySettings.Choose(Registry).Ignored);

        _variables["HTTPS_PROXY"] = "http://https.example";
        Assert.Equal("https.example", ProxySettings.For(Registry)!.Host);
        Assert.Null(ProxySettings.Choose(Registry).Ignored);
    }

    [Theory]
    [InlineData("http://corp\\user:p@ss#1@10.0.0.20:3128", "\\@#", "10.0.0.20:3128")]
    [InlineData("http://user:pa/ss@proxy.example:3128", "/", "proxy.example:3128")]
    [InlineData("user:p?a@proxy.example:3128", "?", "proxy.example:3128")]
    [InlineData("http://user:100%@proxy.example:3128/", "%", "proxy.example:3128")]
    [InlineData("http://user:a%2Fb#@proxy.example", "#", "proxy.example")]
    public void Characters_that_a_URL_cannot_contain_in_credentials_are_found(string value, string characters, string address)
    {
        _variables["https_proxy"] = value;

        ProxyChoice? choice = null;
        ProxyFormatException? refusal = Record.Exception(() => choice = ProxySettings.Choose(Registry)) as ProxyFormatException;

        // Settings that .NET reads work; those that it does not read are named.
        Assert.True(choice is { Proxy: not null } || refusal is not null);
        if (refusal is not null)
        {
            Assert.Equal((characters, address, "https_proxy"), (string.Concat(refusal.UnescapedCharacters), refusal.Address, refusal.Variable));
        }
    }

    public void Dispose() => _variables.Dispose();
}
