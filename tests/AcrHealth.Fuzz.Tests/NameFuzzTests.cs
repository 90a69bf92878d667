using AcrHealth.Network.Proxies;
using AcrHealth.Targets;

namespace AcrHealth.Fuzz.Tests;

public sealed class NameFuzzTests
{
    private const int LongestMessage = 1000;

    private static readonly CloudChoice[] Clouds =
        [new(null, null), new(AzureCloud.China, null), new(null, new("https://login.microsoftonline.us/")), new(null, new("https://localhost:8443/"))];

    [Fact]
    public void What_people_call_a_registry_is_a_registry_that_reads_the_same_again_or_a_FormatException()
    {
        var mutator = new Mutator(
            [
                "contoso", "contoso.azurecr.io", "contoso-abc123.azurecr.cn", "https://contoso.azurecr.us/", "localhost:5000", "[::1]:5000", "127.0.0.1",
                "::ffff:10.0.0.1", "registry.example.com:443", "bücher.example", "myhost:443", "a.b.c.d.", "CONTOSO.AZURECR.IO.", "xn--bcher-kva.example",
                "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/contoso",
            ],
            [".azurecr.io", ":443", ":0", ":65535", "https://", "/", ".", "-", "_", "localhost", "[", "]", "/registries/", "xn--", "١", "Ａ", "。"]);

        Campaign.Run(17, mutator, text =>
        {
            CloudChoice cloud = Clouds[text.Length % Clouds.Length];
            RegistryTarget target;
            try
            {
                target = RegistryParser.Parse(text, cloud);
            }
            catch (FormatException exception)
            {
                Assert.InRange(exception.Message.Length, 1, LongestMessage);
                HarmlessText.Check(exception.Message);
                return;
            }

            HarmlessText.Check(target.DisplayName);
            if (target.Host is null)
            {
                return;
            }

            Uri url = target.Url("/v2/");
            Assert.True(target.IsSameOrigin(url), url.AbsoluteUri);
            RegistryTarget again = RegistryParser.Parse(target.DisplayName, cloud);
            Assert.Equal((target.Host, target.Port, target.DisplayName, target.Cloud), (again.Host, again.Port, again.DisplayName, again.Cloud));
        });
    }

    [Fact]
    public void A_repository_or_image_name_that_passes_is_short_plain_ASCII_and_no_option()
    {
        var mutator = new Mutator(
            ["hello", "a/b/c", "library/hello-world", "mcr.microsoft.com/mcr/hello-world:latest", "a@sha256:0123456789abcdef", "-v", "a//b", "A"],
            ["/", "-", ".", "_", "--", ":", "@", "$(id)", "`", "\u0661"]);

        Campaign.Run(8, mutator, name =>
        {
            if (RepositoryName.IsValid(name) | ImageName.IsValid(name))
            {
                Assert.InRange(name.Length, 1, 512);
                Assert.All(name, character => Assert.InRange(character, '-', 'z'));
                Assert.False(name.StartsWith('-'));
            }
        });
    }

    [Fact]
    public void Any_authority_variable_is_an_https_URL_or_a_FormatException()
    {
        var mutator = new Mutator(
            ["https://login.microsoftonline.com/", "login.microsoftonline.us", "https://localhost:8443/adfs", "http://login.microsoftonline.com", "  "],
            ["https://", "http:", "/", "[::1]", "user:word@", "?"]);

        Campaign.Run(8, mutator, text =>
        {
            try
            {
                CloudChoice choice = CloudChoice.From(null, text);
                Assert.True(choice.Authority is null ? string.IsNullOrWhiteSpace(text) : choice.Authority.Scheme == Uri.UriSchemeHttps);
            }
            catch (FormatException exception)
            {
                Assert.NotNull(exception.Message);
            }
        });
    }

    [Fact]
    public void Any_list_of_exceptions_from_the_proxy_says_yes_or_no()
    {
        var mutator = new Mutator(
            ["localhost,127.0.0.1,.azurecr.io", "*", "*.example.com;10.0.0.0/8 [::1]:5000", "contoso.azurecr.io:443", "fe80::/10", "::ffff:10.0.0.0/104"],
            ["/", "/33", "*", ".", ":", "::", "[", "]:", "%1", "*.*"]);
        Uri[] urls = [new("https://contoso.azurecr.io/"), new("https://[::1]:5000/"), new("https://10.1.2.3/")];

        Campaign.Run(8, mutator, text =>
        {
            Uri url = urls[text.Length % urls.Length];
            Assert.Equal(BypassList.Parse(text).Contains(url), BypassList.Parse($";{text},").Contains(url));
            Assert.True(BypassList.Parse("*," + text).Contains(url));
        });
    }
}
