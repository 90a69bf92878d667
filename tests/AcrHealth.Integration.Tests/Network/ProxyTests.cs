using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Network;

/// <summary>Debian's tinyproxy and squid between the module and a registry.</summary>
public sealed class ProxyTests(ProxiedRegistry registry) : IClassFixture<ProxiedRegistry>
{
    private const string User = "alice";
    private const string Password = "canary0secret1of2the3proxy";
    private const string Failure = "CONNECTIVITY_CHALLENGE_ERROR";

    [Fact]
    public async Task Through_a_proxy_every_step_is_made_and_the_results_say_which()
    {
        using Proxy proxy = await Proxy.StartTinyproxyAsync(registry.Directory);
        using EnvironmentScope _ = ProxiedRegistry.Through(proxy.Url);

        ScriptOutcome outcome = registry.Check();

        AssertReached(outcome, proxy);
        Assert.Contains($"CONNECT {registry.LoginServer}", proxy.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_goes_through_the_proxy_too()
    {
        using Proxy proxy = await Proxy.StartTinyproxyAsync(registry.Directory, $"BasicAuth {User} {Password}");
        using EnvironmentScope _ = ProxiedRegistry.Through(proxy.UrlWith(User, Password));

        ScriptOutcome outcome = registry.CheckSigningIn();

        AssertReached(outcome, proxy);
        AssertSecret(outcome);
        Assert.Contains($"CONNECT {registry.Azure.Identity.AuthorityHost.Authority}", proxy.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_that_fails_because_of_the_proxy_says_proxy()
    {
        using Proxy proxy = await Proxy.StartTinyproxyAsync(registry.Directory, "BasicAuth someone else");
        using EnvironmentScope _ = ProxiedRegistry.Through(proxy.UrlWith(User, Password));

        ScriptOutcome outcome = registry.CheckSigningIn();

        CheckResult credential = outcome.Check("Credential");
        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", credential.ErrorCode);
        Assert.True(credential.Message.Contains(proxy.Url, StringComparison.Ordinal), credential.Message);
        Assert.Contains("status code '401'", credential.Message, StringComparison.Ordinal);
        AssertSecret(outcome);
    }

    [Fact]
    public async Task A_proxy_that_refuses_the_registry_is_named()
    {
        using Proxy proxy = await Proxy.StartTinyproxyAsync(registry.Directory, "ConnectPort 443");
        using EnvironmentScope _ = ProxiedRegistry.Through(proxy.Url);

        AssertFailed(registry.Check(), proxy.Url, "does not allow connections to " + registry.LoginServer, "403");
    }

    [Fact]
    public async Task A_squid_that_refuses_the_registry_is_named()
    {
        using Proxy proxy = await Proxy.StartSquidAsync(registry.Directory, string.Empty, "http_access deny CONNECT");
        using EnvironmentScope _ = ProxiedRegistry.Through(proxy.Url);

        AssertFailed(registry.Check(), proxy.Url, "does not allow connections to " + registry.LoginServer, "403");
    }

    [Fact]
    public async Task A_proxy_that_needs_a_password_is_distinguished_from_one_that_rejected_it()
    {
        using Proxy proxy = await Proxy.StartTinyproxyAsync(registry.Directory, $"BasicAuth {User} right");
        using (ProxiedRegistry.Through(proxy.Url))
        {
            AssertFailed(registry.Check(), proxy.Url, "requires a user name and password", "407");
        }

        using (ProxiedRegistry.Through(proxy.UrlWith(User, Password)))
        {
            ScriptOutcome outcome = registry.Check();

            AssertFailed(outcome, proxy.Url, "rejected the user name and password in HTTPS_PROXY", "401");
            AssertSecret(outcome);
        }
    }

    [Fact]
    public async Task With_the_password_in_its_URL_the_proxy_passes_and_nothing_tells_the_password()
    {
        using Proxy proxy = await Proxy.StartTinyproxyAsync(registry.Directory, $"BasicAuth {User} {Password}");
        using EnvironmentScope _ = ProxiedRegistry.Through(proxy.UrlWith(User, Password));

        ScriptOutcome outcome = registry.Check();

        AssertReached(outcome, proxy);
        AssertSecret(outcome);
    }

    [Fact]
    public void An_unescaped_password_is_not_shown_as_a_host()
    {
        using EnvironmentScope _ = ProxiedRegistry.Through($"http://{User}:1#{Password}@127.0.0.1:9");

        ScriptOutcome outcome = registry.Check();

        Assert.Equal("PROXY_ERROR", outcome.Check("Proxy").ErrorCode);
        Assert.Contains("The user name or password in HTTPS_PROXY contains", outcome.Check("Proxy").Message, StringComparison.Ordinal);
        Assert.Equal(["Proxy"], outcome.Check("Tls").BlockedBy);
        AssertSecret(outcome);
    }

    [Fact]
    public void A_proxy_that_is_down_is_named()
    {
        string url = $"http://127.0.0.1:{LoopbackPorts.Free()}";
        using EnvironmentScope _ = ProxiedRegistry.Through(url);

        AssertFailed(registry.Check(), url, "could not be reached", "ConnectionRefused");
    }

    [Fact]
    public void A_proxy_that_hangs_is_named_in_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string url = $"http://{listener.LocalEndpoint}";
        using EnvironmentScope _ = ProxiedRegistry.Through(url);

        ScriptOutcome outcome = registry.Check("-TimeoutSeconds 5");

        AssertFailed(outcome, url, "did not open a tunnel to", "within 5 s");
        Assert.True((TimeSpan)outcome.Check("Tls").Source.Properties["Duration"].Value < TimeSpan.FromSeconds(6.5));
    }

    public static TheoryData<string> Loopbacks => Socket.OSSupportsIPv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"];

    [Theory]
    [MemberData(nameof(Loopbacks))]
    public async Task A_proxy_that_closes_the_connection_is_named(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        Task closing = CloseFirstAsync(listener);
        string url = $"http://{listener.LocalEndpoint}";
        using EnvironmentScope _ = ProxiedRegistry.Through(url);

        AssertFailed(registry.Check(), url, "closed the connection instead of opening a tunnel to " + registry.LoginServer);
        await closing;
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("example.com,.localhost")]
    [InlineData("*")]
    public void A_registry_that_NO_PROXY_excepts_is_reached_without_it(string except)
    {
        using EnvironmentScope _ = ProxiedRegistry.Through($"http://127.0.0.1:{LoopbackPorts.Free()}", except);

        ScriptOutcome outcome = registry.Check();

        // The host of the layers is another one, which the entry does not except: DataEndpoint names that.
        Assert.All(outcome.Results.Where(result => result.Check != "DataEndpoint"), result => Assert.Equal("Passed", result.Status));
        Assert.Null(outcome.Check("Tls").DetailOf("Proxy"));
        Assert.Equal(except.Split(',')[^1], outcome.Check("Proxy").DetailOf("ExceptedAs"));
    }

    [Fact]
    public async Task A_name_that_only_the_proxy_knows_is_a_warning_and_the_run_goes_on()
    {
        const string Name = AzureSimulator.UnresolvableHost;
        using Proxy proxy = await Proxy.StartSquidAsync(registry.Directory, $"127.0.0.1 {Name}\n");
        using EnvironmentScope _ = ProxiedRegistry.Through(proxy.Url);
        string port = registry.Azure["basic-only"].LoginServer.Split(':')[1];

        ScriptOutcome outcome = registry.CheckWithPassword($"{Name}:{port}");

        Assert.Equal("Warning", outcome.Check("Dns").Status);
        Assert.Equal("NameResolvedByProxy", outcome.Check("Dns").Finding);
        Assert.Contains($"The proxy {proxy.Url} resolves it instead", outcome.Check("Dns").Message, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Check("Dns").Remediation);
        AssertReached(outcome, proxy);
    }

    private static void AssertReached(ScriptOutcome outcome, Proxy proxy)
    {
        Assert.Empty(outcome.Errors);
        Assert.DoesNotContain(outcome.Results, result => result.Status == "Failed");
        CheckResult tls = outcome.Check("Tls");
        Assert.Contains($"Through the proxy {proxy.Url}.", tls.Message, StringComparison.Ordinal);
        Assert.Equal(proxy.Url, tls.DetailOf("Proxy"));
        Assert.Equal((proxy.Url, "HTTPS_PROXY"), (outcome.Check("Proxy").DetailOf("Proxy"), outcome.Check("Proxy").DetailOf("SetBy")));
        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
    }

    private static void AssertFailed(ScriptOutcome outcome, string proxy, params string[] says)
    {
        Assert.Empty(outcome.Errors);
        CheckResult failed = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal("Tls", failed.Check);
        Assert.Equal(Failure, failed.ErrorCode);
        Assert.Equal(proxy, failed.DetailOf("Proxy"));
        Assert.All(["proxy", proxy, .. says], text => Assert.Contains(text, failed.Message, StringComparison.Ordinal));
        Assert.Contains(failed.Remediation, step => step.Contains("_PROXY", StringComparison.Ordinal) || step.Contains(proxy, StringComparison.Ordinal));
    }

    private static void AssertSecret(ScriptOutcome outcome)
    {
        string all = string.Join(
            '\n',
            [
                .. outcome.Results.Select(result => PSSerializer.Serialize(result.Source, 10)),
                .. outcome.Errors.Select(error => error.ToString() + error.Exception),
                .. outcome.Verbose,
                .. outcome.Warnings,
                .. outcome.Progress.Select(record => record.ToString()),
                outcome.Terminating?.ToString() ?? string.Empty,
            ]);
        Assert.DoesNotContain(Password, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")), all, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Verbose);
    }

    private static async Task CloseFirstAsync(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        byte[] request = new byte[4096];
        _ = await client.GetStream().ReadAsync(request, TestContext.Current.CancellationToken);
    }
}
