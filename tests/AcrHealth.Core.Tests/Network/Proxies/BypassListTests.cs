using AcrHealth.Network.Proxies;

namespace AcrHealth.Core.Tests.Network.Proxies;

public sealed class BypassListTests
{
    [Theory]
    [InlineData("*", "https://contoso.azurecr.io/", true)]
    [InlineData("contoso.azurecr.io", "https://contoso.azurecr.io/", true)]
    [InlineData("CONTOSO.azurecr.io", "https://contoso.azurecr.io/", true)]
    [InlineData("azurecr.io", "https://contoso.azurecr.io/", true)]
    [InlineData(".azurecr.io", "https://contoso.azurecr.io/", true)]
    [InlineData("*.azurecr.io", "https://contoso.azurecr.io/", true)]
    [InlineData("a.example, azurecr.io ;b.example", "https://contoso.azurecr.io/", true)]
    [InlineData("a.example azurecr.io", "https://contoso.azurecr.io/", true)]
    [InlineData("curecr.io", "https://contoso.azurecr.io/", false)]
    [InlineData("recr.io", "https://contoso.azurecr.io/", false)]
    [InlineData("fabrikam.azurecr.io", "https://contoso.azurecr.io/", false)]
    [InlineData("contoso.azurecr.io.example", "https://contoso.azurecr.io/", false)]
    [InlineData("", "https://contoso.azurecr.io/", false)]
    [InlineData(" , ;", "https://contoso.azurecr.io/", false)]
    [InlineData(".", "https://contoso.azurecr.io/", false)]
    [InlineData("localhost:5000", "https://localhost:5000/", true)]
    [InlineData("localhost:5001", "https://localhost:5000/", false)]
    [InlineData("localhost", "https://localhost:5000/", true)]
    [InlineData("azurecr.io:443", "https://contoso.azurecr.io/", true)]
    [InlineData("localhost:", "https://localhost:5000/", false)]
    [InlineData("localhost:x", "https://localhost:5000/", false)]
    [InlineData("10.0.0.4", "https://10.0.0.4/", true)]
    [InlineData("10.0.0.4:5000", "https://10.0.0.4:5000/", true)]
    [InlineData("10.0.0.4:5001", "https://10.0.0.4:5000/", false)]
    [InlineData("0.0.4", "https://10.0.0.4/", false)]
    [InlineData("10.0.0.0/8", "https://10.1.2.3/", true)]
    [InlineData("10.0.0.0/8", "https://11.1.2.3/", false)]
    [InlineData("10.0.0.0/99", "https://10.1.2.3/", false)]
    [InlineData("10.0.0.0/8", "https://10.example/", false)]
    [InlineData("::1", "https://[::1]:5000/", true)]
    [InlineData("[::1]", "https://[::1]:5000/", true)]
    [InlineData("[::1]:5000", "https://[::1]:5000/", true)]
    [InlineData("[::1]:5001", "https://[::1]:5000/", false)]
    [InlineData("fd00::/8", "https://[fd12::1]/", true)]
    [InlineData("fd00::/8", "https://[2001:db8::1]/", false)]
    public void Hosts_are_excepted_by_name_address_network_and_port(string list, string url, bool excepted) =>
        Assert.Equal(excepted, BypassList.Parse(list).Contains(new Uri(url)));
}
