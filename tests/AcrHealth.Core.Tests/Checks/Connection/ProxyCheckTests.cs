using AcrHealth.Checks.Connection;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Details;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Checks.Connection;

[Collection(EnvironmentChangers.Name)]
public sealed class ProxyCheckTests : IDisposable
{
    private const string Secret = "canary0secret";

    private readonly EnvironmentScope _variables = new();

    public ProxyCheckTests()
    {
        foreach (string name in (string[])["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "http_proxy", "HTTP_PROXY"])
        {
            _variables[name] = null;
        }
    }

    [Theory]
    [InlineData("HTTPS_PROXY")]
    [InlineData("all_proxy")]
    public async Task The_proxy_is_told_with_the_variable_that_names_it_and_without_its_password(string variable)
    {
        _variables[variable] = $"http://alice:{Secret}@proxy.example:3128";

        CheckOutcome outcome = await RunAsync();

        Assert.Equal(CheckStatus.Passed, outcome.Status);
        Assert.Contains($"through the proxy http://proxy.example:3128, set by {variable}", outcome.Message, StringComparison.Ordinal);
        ProxyDetail detail = Assert.IsType<ProxyDetail>(outcome.Detail);
        Assert.Equal(("http://proxy.example:3128", variable), (detail.Proxy, detail.SetBy));
    }

    [Fact]
    public async Task The_entry_that_excludes_the_registry_is_reported()
    {
        _variables["HTTPS_PROXY"] = $"http://alice:{Secret}@proxy.example:3128";
        _variables["NO_PROXY"] = "localhost, 10.0.0.0/8, .azurecr.io";

        CheckOutcome outcome = await RunAsync();

        Assert.Equal(CheckStatus.Passed, outcome.Status);
        ProxyDetail detail = Assert.IsType<ProxyDetail>(outcome.Detail);
        Assert.Equal((null, "http://proxy.example:3128", "NO_PROXY", ".azurecr.io"), (detail.Proxy, detail.ExceptedFrom, detail.ExceptedBy, detail.ExceptedAs));
        Assert.Contains("NO_PROXY excludes it (.azurecr.io)", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_proxy_there_is_nothing_to_say()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows and macOS have proxy settings of the system's.");
        CheckOutcome outcome = await RunAsync();

        Assert.True(outcome.IsNotApplicable);
    }

    [Fact]
    public async Task A_proxy_for_plain_HTTP_only_is_reported_as_unused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows and macOS have proxy settings of the system's.");
        _variables["HTTP_PROXY"] = $"http://alice:{Secret}@proxy.example:3128";

        CheckOutcome outcome = await RunAsync();

        Assert.Equal(CheckStatus.Passed, outcome.Status);
        Assert.Contains("HTTP_PROXY sets a proxy for http:// only", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_that_do_not_say_the_same_in_small_and_capital_letters_are_a_warning()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no case in the names of its variables.");
        _variables["https_proxy"] = "http://one.example:3128";
        _variables["HTTPS_PROXY"] = $"http://alice:{Secret}@two.example:3128";

        CheckOutcome outcome = await RunAsync();

        Assert.Equal(CheckStatus.Warning, outcome.Status);
        Assert.Equal("ProxyVariablesDisagree", outcome.Finding!.Name);
        Assert.Contains("https_proxy, HTTPS_PROXY", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("one.example", outcome.Message, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Remediation);
        _variables["HTTPS_PROXY"] = "http://one.example:3128";
        Assert.Equal(CheckStatus.Passed, (await RunAsync()).Status);
    }

    [Theory]
    [InlineData("socks5://proxy.example:1080")]
    [InlineData($"https://alice:{Secret}@proxy.example")]
    [InlineData($"http://alice:se/{Secret}@proxy.example")]
    public async Task What_is_no_http_proxy_is_PROXY_ERROR_and_keeps_Tls_from_running(string value)
    {
        _variables["HTTPS_PROXY"] = value;

        CheckOutcome outcome = await RunAsync();

        Assert.Equal("PROXY_ERROR", outcome.ErrorCode?.Name);
        Assert.Contains(outcome.Finding!.Name, (string[])["ProxyNotHttp", "ProxyKindUnsupported", "ProxyCredentialsNotEscaped"]);
        Assert.Contains("HTTPS_PROXY", outcome.Message, StringComparison.Ordinal);
        CheckOutcome tls = await CheckTestBed.RunAsync(new TlsCheck(), "contoso", ("Proxy", outcome));
        Assert.Equal(CheckStatus.Skipped, tls.Status);
        Assert.Equal(["Proxy"], tls.BlockedBy);
    }

    [Theory]
    [InlineData("socks5://proxy.example:1080", "ProxyKindUnsupported")]
    [InlineData($"HTTPS://alice:{Secret}@proxy.example", "ProxyKindUnsupported")]
    [InlineData("http://proxy example", "ProxyNotHttp")]
    [InlineData("ftp://proxy.example", "ProxyNotHttp")]
    [InlineData($"http://alice:se#{Secret}@proxy.example:3128", "ProxyCredentialsNotEscaped")]
    public async Task A_proxy_of_another_kind_is_not_said_to_be_malformed(string value, string finding)
    {
        _variables["HTTPS_PROXY"] = value;

        Assert.Equal(finding, (await RunAsync()).Finding!.Name);
    }

    // Variables that docker's engine, containerd and Helm do not read must not prevent a diagnosis.
    [Theory]
    [InlineData("all_proxy", "socks5h://localhost:1080")]
    [InlineData("ALL_PROXY", $"socks5://alice:{Secret}@proxy.example:1080")]
    [InlineData("ALL_PROXY", $"http://alice:se/{Secret}@proxy.example")]
    public async Task What_is_no_http_proxy_in_ALL_PROXY_alone_is_a_warning_and_Tls_goes_directly(string variable, string value)
    {
        _variables[variable] = value;

        CheckOutcome outcome = await RunAsync();

        Assert.Equal(CheckStatus.Warning, outcome.Status);
        Assert.False(outcome.Blocks);
        Assert.Equal("ProxyIgnored", outcome.Finding!.Name);
        Assert.Contains(variable, outcome.Message, StringComparison.Ordinal);
        Assert.Contains(outcome.Remediation, remedy => remedy.Contains($"Env:{variable}", StringComparison.Ordinal));
        ProxyDetail detail = Assert.IsType<ProxyDetail>(outcome.Detail);
        Assert.Equal((null, variable), (detail.Proxy, detail.SetBy));
    }

    [Fact]
    public async Task Who_is_excepted_does_not_care_what_the_variable_names()
    {
        _variables["HTTPS_PROXY"] = "socks5://proxy.example:1080";
        _variables["NO_PROXY"] = "*";

        Assert.NotEqual(CheckStatus.Failed, (await RunAsync()).Status);
    }

    public void Dispose() => _variables.Dispose();

    private static async Task<CheckOutcome> RunAsync()
    {
        CheckOutcome outcome = await CheckTestBed.RunAsync(new ProxyCheck(), "contoso", ("LoginServer", CheckOutcome.Passed("there")));
        Assert.DoesNotContain(Secret, $"{outcome.Message} {string.Join(' ', outcome.Remediation)} {outcome.Detail}", StringComparison.Ordinal);
        return outcome;
    }
}
