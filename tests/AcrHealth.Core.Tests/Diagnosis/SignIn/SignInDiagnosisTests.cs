using AcrHealth.Checks.SignIn;
using AcrHealth.Core.Tests.Checks;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Identity;
using AcrHealth.Model;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Diagnosis.SignIn;

[Collection(EnvironmentChangers.Name)]
public sealed class SignInDiagnosisTests : IDisposable
{
    private const string Nobody = "ERROR: Please run 'az login' to setup account.";

    private static readonly string[] Variables =
    [
        "AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE", "AZURE_USERNAME",
        "AZURE_TOKEN_CREDENTIALS", "IDENTITY_ENDPOINT", "MSI_ENDPOINT", "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "SUDO_USER",
    ];

    private readonly EnvironmentScope _environment = new();

    public SignInDiagnosisTests()
    {
        foreach (string variable in Variables)
        {
            _environment[variable] = null;
        }
    }

    public void Dispose() => _environment.Dispose();

    [Fact]
    public async Task A_missing_sign_in_is_reported_with_the_installed_tool()
    {
        CheckOutcome outcome = await RunAsync(Tool("AzureCliCredential", "az", Nobody), Missing("AzurePowerShellCredential", "pwsh"));

        Assert.Equal("NotSignedIn", outcome.Finding?.Name);
        Assert.Contains("nobody is signed in with Azure CLI", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("`az login --scope https://containerregistry.azure.net/.default`", outcome.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_tool_at_all_is_told_with_all_ways()
    {
        CheckOutcome outcome = await RunAsync(
            Unavailable("EnvironmentCredential", "Environment variables are not fully configured."),
            Unavailable("ManagedIdentityCredential", "No managed identity endpoint found."),
            Missing("AzureCliCredential", "az"));

        Assert.Equal("NoIdentity", outcome.Finding?.Name);
    }

    [Theory]
    [InlineData("AzureCliCredential", "az", "Traceback (most recent call last): File \"cli.py\", line 1 ImportError: cannot import name 'soft_unicode'", "az upgrade")]
    [InlineData("AzureCliCredential", "az", "Segmentation fault (core dumped)", "az upgrade")]
    [InlineData("AzurePowerShellCredential", "pwsh", "Could not load file or assembly 'Microsoft.Identity.Client'", "Update-PSResource Az.Accounts")]
    [InlineData("AzureDeveloperCliCredential", "azd", "panic: runtime error: invalid memory address", "azd")]
    public async Task A_tool_that_crashes_is_reported_with_its_last_output(string source, string program, string error, string remedy)
    {
        CheckOutcome outcome = await RunAsync(Tool(source, program, error), Missing("VisualStudioCredential", "vs"));

        Assert.Equal("SignInProgramFailed", outcome.Finding?.Name);
        Assert.Contains(error[^20..], outcome.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, outcome.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_hangs_is_reported()
    {
        SignInSourceFailure hangs = Tool("AzureCliCredential", "az", string.Empty);

        CheckOutcome outcome = await RunAsync(hangs with { Program = hangs.Program! with { ExitCode = null, TimedOut = true } });

        Assert.Equal("SignInProgramTimedOut", outcome.Finding?.Name);
        Assert.Contains("az account get-access-token", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_in_what_a_tool_says_goes_before_that_it_failed()
    {
        CheckOutcome outcome = await RunAsync(
            Tool("AzureCliCredential", "az", "ERROR: AADSTS50078: Presented multi-factor authentication has expired due to policies configured by your administrator. Trace ID: 1 To re-authenticate, please run: az login"),
            Tool("AzurePowerShellCredential", "pwsh", "boom"));

        Assert.Equal("SignInFrequencyExceeded", outcome.Finding?.Name);
        Assert.Contains("`az logout`, then `az login", outcome.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: /x (Caused by NameResolutionError(\"<x>: Failed to resolve 'login.microsoftonline.com' ([Errno -2] Name or service not known)\"))", "SignInHostNotFound")]
    [InlineData("HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: /x (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate')))", "SignInHostUntrusted")]
    [InlineData("HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: /x (Caused by NewConnectionError('<x>: Failed to establish a new connection: [Errno 111] Connection refused'))", "SignInHostUnreachable")]
    public async Task A_host_that_a_tool_could_not_reach_is_reported_as_unreachable(string error, string finding)
    {
        CheckOutcome outcome = await RunAsync(Tool("AzureCliCredential", "az", error));

        Assert.Equal(finding, outcome.Finding?.Name);
        Assert.Contains("login.microsoftonline.com", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_hidden_by_sudo_is_reported_with_the_account()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), "Only root gets by sudo where it hides something.");
        _environment["SUDO_USER"] = "devuser";

        CheckOutcome outcome = await RunAsync(Tool("AzureCliCredential", "az", Nobody));

        Assert.Equal("SudoHidesSignIn", outcome.Finding?.Name);
        Assert.Contains("devuser", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("without sudo", outcome.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_was_asked_when_the_time_was_up_is_named_with_its_host()
    {
        CheckOutcome outcome = await RunAsync(new SignInSourceFailure("EnvironmentCredential", "canceled")
        {
            TimedOut = true,
            Host = new("login.microsoftonline.com", SignInHostProblem.Unreachable, string.Empty),
        });

        Assert.Equal("SignInTimedOut", outcome.Finding?.Name);
        Assert.Contains("login.microsoftonline.com", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_CA_certificates_is_advised_to_install_them()
    {
        CheckOutcome outcome = await RunAsync(new SignInSourceFailure("EnvironmentCredential", "The SSL connection could not be established.")
        {
            Host = new("login.microsoftonline.com", SignInHostProblem.NoAuthorities, "not trusted"),
        });

        Assert.Equal("SignInHostWithoutAuthorities", outcome.Finding?.Name);
        Assert.Contains("login.microsoftonline.com", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("proxy", outcome.Message, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("Install the CA certificates: `", outcome.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_failure_is_reported_with_its_own_text()
    {
        CheckOutcome outcome = await RunAsync(new SignInSourceFailure("EnvironmentCredential", "The moon is in the wrong quarter."));

        Assert.Equal("SignInFailed", outcome.Finding?.Name);
        Assert.Contains("wrong quarter", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_with_a_value_that_is_not_known_is_named()
    {
        _environment["AZURE_TOKEN_CREDENTIALS"] = "production";

        Assert.Equal("TokenCredentialsVariableInvalid", (await RunAsync()).Finding?.Name);
    }

    [Fact]
    public async Task A_malformed_tenant_is_named_with_where_it_came_from()
    {
        _environment["AZURE_TENANT_ID"] = "contoso tenant";

        CheckOutcome outcome = await RunAsync(new SignInSourceFailure("EnvironmentCredential", "Invalid tenant id provided."));

        Assert.Equal("TenantIdInvalid", outcome.Finding?.Name);
        Assert.Contains("AZURE_TENANT_ID", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metadata_service_that_nobody_meant_is_no_finding()
    {
        SignInSourceFailure elsewhere = Unavailable("ManagedIdentityCredential", "No response received from the managed identity endpoint.") with
        {
            Host = new("169.254.169.254", SignInHostProblem.Unreachable, "Connection refused"),
        };

        Assert.Equal("NotSignedIn", (await RunAsync(elsewhere, Tool("AzureCliCredential", "az", Nobody))).Finding?.Name);
    }

    private static SignInSourceFailure Unavailable(string source, string message) => new(source, message) { IsUnavailable = true };

    private static SignInSourceFailure Tool(string source, string program, string error) => new(source, $"{program} failed {error}")
    {
        Program = new(program, ProgramAbsence.None, 1, error, null, false, TimeSpan.FromSeconds(1)),
    };

    private static SignInSourceFailure Missing(string source, string program) => new(source, $"{program} not installed")
    {
        Program = new(program, ProgramAbsence.NotFound, null, string.Empty, null, false, TimeSpan.Zero),
    };

    private static async Task<CheckOutcome> RunAsync(params SignInSourceFailure[] attempts)
    {
        CheckOutcome outcome = await CheckTestBed.RunAsync(new CredentialCheck(), "contoso", new HealthCheckOptions(), new Source(attempts));
        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", outcome.ErrorCode?.Name);
        return outcome;
    }

    private sealed class Source(SignInSourceFailure[] attempts) : IEntraTokenSource
    {
        public Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellationToken) =>
            throw new EntraSignInException("No source of identities gave a token.", attempts);
    }
}
