using System.Buffers.Text;
using System.Text;
using AcrHealth.Containers;

namespace AcrHealth.Core.Tests.Containers;

public sealed class ClientConfigurationTests
{
    private const string Registry = "contoso.azurecr.io";
    private const string Secret = "canary0secret";

    [Fact]
    public void A_password_is_a_login_that_tells_no_end()
    {
        StoredLogin? login = Read($"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{Base64($"alice:{Secret}")}\"}}}}}}").LoginFor(Registry);

        Assert.Equal(new("alice", false, null), login);
    }

    [Fact]
    public void The_refresh_token_that_az_acr_login_leaves_tells_its_end()
    {
        DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds(1893456000);
        string auth = Base64("00000000-0000-0000-0000-000000000000:");

        StoredLogin? login = Read($"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{auth}\",\"identitytoken\":\"{Token(end)}\"}}}}}}").LoginFor(Registry);

        Assert.Equal(new(null, true, end), login);
    }

    [Theory]
    [InlineData(Registry, true)]
    [InlineData("https://contoso.azurecr.io", true)]
    [InlineData("https://contoso.azurecr.io/v2/", true)]
    [InlineData("http://contoso.azurecr.io/", true)]
    [InlineData("contoso.azurecr.io/team", true)]
    [InlineData("contoso.azurecr.io:443", false)]
    [InlineData("https://contoso.azurecr.io:5000", false)]
    [InlineData("fabrikam.azurecr.io", false)]
    [InlineData("azurecr.io", false)]
    public void A_key_is_the_registrys_by_its_host_and_port(string key, bool found)
    {
        ClientConfiguration configuration = Read($"{{\"auths\":{{\"{key}\":{{\"auth\":\"{Base64("a:b")}\"}}}}}}");

        Assert.Equal(found, configuration.LoginFor(Registry) is not null);
    }

    [Fact]
    public void The_hosts_own_key_goes_before_URLs()
    {
        ClientConfiguration configuration = Read(
            $"{{\"auths\":{{\"https://{Registry}\":{{\"auth\":\"{Base64("url:b")}\"}},\"{Registry}\":{{\"auth\":\"{Base64("host:b")}\"}}}}}}");

        Assert.Equal("host", configuration.LoginFor(Registry)!.User);
    }

    [Fact]
    public void Helpers_are_for_all_registries_or_for_one()
    {
        ClientConfiguration configuration = Read($"{{\"credsStore\":\"desktop\",\"credHelpers\":{{\"{Registry}\":\"acr\"}}}}");

        Assert.Equal("desktop", configuration.Store);
        Assert.Equal("acr", configuration.OwnHelperFor(Registry));
        Assert.Null(configuration.OwnHelperFor("fabrikam.azurecr.io"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("{}")]
    [InlineData("{\"auths\":null}")]
    [InlineData("{\"auths\":{\"contoso.azurecr.io\":{}}}")]
    [InlineData("{\"auths\":{\"contoso.azurecr.io\":null}}")]
    [InlineData("null")]
    [InlineData("{\"auths\":null,\"credHelpers\":null,\"credsStore\":null,\"unknown\":{\"of\":[\"any\",\"type\"]}}")]
    public void Without_a_stored_login_none_is_reported(string json)
    {
        ClientConfiguration configuration = Read(json);

        Assert.Null(configuration.LoginFor(Registry));
        Assert.Null(configuration.Store);
    }

    [Theory]
    [InlineData($"{{\"auths\":{{\"x\":{{\"auth\":\"{Secret}\"}}", "JSON, 1:")]
    [InlineData($"{Secret}", "JSON, 1:1")]
    [InlineData("[]", "JSON")]
    [InlineData($"{{\"auths\":{{\"fabrikam.azurecr.io\":{{\"auth\":\"{Secret}!\"}}}}}}", "auths, fabrikam.azurecr.io")]
    public void What_clients_refuse_is_refused_with_the_place_and_nothing_of_what_is_there(string json, string says)
    {
        FormatException refusal = Assert.ThrowsAny<FormatException>(() => Read(json));

        Assert.StartsWith(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no colon")]
    [InlineData(":no user")]
    public void An_entry_without_a_user_name_spoils_the_file_as_it_does_for_docker(string decoded) =>
        Assert.ThrowsAny<FormatException>(() => Read($"{{\"auths\":{{\"x\":{{\"auth\":\"{Base64(decoded)}\"}}}}}}"));

    private static ClientConfiguration Read(string json, bool isPodman = false) => ClientConfiguration.Read(Encoding.UTF8.GetBytes(json), isPodman);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Token(DateTimeOffset end) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"exp\":{end.ToUnixTimeSeconds()}}}"))}.{Secret}";
}
