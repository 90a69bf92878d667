using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the refusals of Microsoft Entra ID, in its own words.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class SignInRefusalTests(Simulated simulated) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private AzureSimulator Azure => simulated.Azure;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(7000215, "ClientSecretWrong")]
    [InlineData(7000222, "ClientSecretExpired")]
    [InlineData(7000218, "ClientSecretMissing")]
    [InlineData(700016, "ApplicationNotFound")]
    [InlineData(7000112, "ApplicationDisabled")]
    [InlineData(90002, "TenantNotFound")]
    [InlineData(900382, "TenantInOtherCloud")]
    [InlineData(500021, "TenantAccessDenied")]
    [InlineData(50020, "AccountNotInTenant")]
    [InlineData(50076, "MfaRequired")]
    [InlineData(50079, "MfaRequired")]
    [InlineData(53003, "ConditionalAccessBlocked")]
    [InlineData(70043, "SignInFrequencyExceeded")]
    [InlineData(700082, "SignInExpired")]
    [InlineData(50173, "SignInExpired")]
    [InlineData(65001, "ConsentMissing")]
    [InlineData(50105, "UserNotAssigned")]
    [InlineData(50126, "AccountPasswordWrong")]
    [InlineData(50055, "AccountPasswordExpired")]
    [InlineData(50057, "AccountBlocked")]
    [InlineData(50053, "AccountBlocked")]
    [InlineData(500011, "RegistryServiceUnknown")]
    [InlineData(50196, "SignInThrottled")]
    [InlineData(90033, "SignInServiceFailing")]
    [InlineData(700024, "SignInClockWrong")]
    [InlineData(999999, "SignInRefused")]
    public void A_refusal_has_the_finding_and_code_of_its_cause_and_names_the_identity(int number, string finding)
    {
        using EnvironmentScope _ = Principal(("AZURE_CLIENT_SECRET", "canary-of-a-secret"));

        CheckResult credential = Refused(number);

        Assert.Equal((finding, "CONNECTIVITY_REFRESH_TOKEN_ERROR"), (credential.Finding, credential.ErrorCode));
        Assert.Contains($"AADSTS{number}", credential.Message, StringComparison.Ordinal);
        Assert.Contains("the service principal of AZURE_CLIENT_ID", credential.Message, StringComparison.Ordinal);
        Assert.NotEmpty(credential.Remediation);
        Assert.DoesNotContain("canary", string.Join(' ', [credential.Message, .. credential.Remediation]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_secret_is_remedied_for_the_application_that_was_used()
    {
        using EnvironmentScope _ = Principal(("AZURE_CLIENT_SECRET", "wrong"));

        CheckResult credential = Check();

        Assert.Equal("ClientSecretWrong", credential.Finding);
        Assert.Contains($"az ad app credential reset --id {Azure.Identity.ClientId} --append", credential.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_of_another_tenant_is_named_as_Entra_names_it()
    {
        string client = Guid.NewGuid().ToString();
        using EnvironmentScope _ = Principal(("AZURE_CLIENT_SECRET", "any"), ("AZURE_CLIENT_ID", client));

        CheckResult credential = Check();

        Assert.Equal("ApplicationNotFound", credential.Finding);
        Assert.Contains($"application {client} was not found in tenant {Azure.Identity.TenantId}", credential.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70021, "FederatedCredentialMismatch")]
    [InlineData(700213, "FederatedCredentialMismatch")]
    [InlineData(700024, "FederatedTokenExpired")]
    public void A_refused_federated_token_is_reported_with_its_file_issuer_and_subject(int number, string finding)
    {
        string file = Path.Combine(_directory, "token");
        File.WriteAllText(file, "e30.eyJpc3MiOiJodHRwczovL29pZGMuZXhhbXBsZS8iLCJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAiLCJhdWQiOiJhcGk6Ly9BenVyZUFEVG9rZW5FeGNoYW5nZSJ9.x\n");
        using EnvironmentScope _ = Principal(("AZURE_FEDERATED_TOKEN_FILE", file));

        CheckResult credential = Refused(number);

        Assert.Equal(finding, credential.Finding);
        if (finding == "FederatedCredentialMismatch")
        {
            Assert.Contains("issuer https://oidc.example/, subject system:serviceaccount:default:app and audience api://AzureADTokenExchange", credential.Message, StringComparison.Ordinal);
            Assert.Contains("--subject system:serviceaccount:default:app", credential.Remediation[0], StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(file, credential.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_refused_certificate_is_reported_with_its_file()
    {
        string file = Path.Combine(_directory, "client.pem");
        WriteCertificate(file);
        using EnvironmentScope _ = Principal(("AZURE_CLIENT_CERTIFICATE_PATH", file));

        CheckResult credential = Refused(700027);

        Assert.Equal("ClientCertificateRejected", credential.Finding);
        Assert.Contains(file, credential.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AZURE_FEDERATED_TOKEN_FILE", "FederatedTokenFileUnusable")]
    [InlineData("AZURE_CLIENT_CERTIFICATE_PATH", "ClientCertificateUnusable")]
    public void A_file_that_is_missing_is_named(string variable, string finding)
    {
        string file = Path.Combine(_directory, "missing");
        using EnvironmentScope _ = Principal((variable, file));

        CheckResult credential = Check("-TimeoutSeconds 4");

        Assert.Equal(finding, credential.Finding);
        Assert.Contains(file, credential.Message, StringComparison.Ordinal);
        Assert.Contains("not found", credential.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_of_which_one_is_missing_are_named()
    {
        using EnvironmentScope _ = Principal(("AZURE_CLIENT_SECRET", "any"), ("AZURE_TENANT_ID", null));
        using var none = new EnvironmentScope(("PATH", _directory));

        CheckResult credential = Check();

        Assert.Equal("IdentityVariablesIncomplete", credential.Finding);
        Assert.Contains("AZURE_TENANT_ID", credential.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    public void A_page_of_a_gateway_is_an_outage(int status)
    {
        using EnvironmentScope _ = Principal(("AZURE_CLIENT_SECRET", Azure.Identity.ClientSecret));
        Azure.Identity.Outage = status;
        try
        {
            CheckResult credential = Check();

            Assert.True("SignInServiceFailing" == credential.Finding, credential.Message);
            Assert.Contains($"HTTP {status}", credential.Message, StringComparison.Ordinal);
        }
        finally
        {
            Azure.Identity.Outage = null;
        }
    }

    [Fact]
    public void An_untrusted_certificate_of_the_sign_in_host_is_reported()
    {
        using EnvironmentScope _ = Principal(("AZURE_CLIENT_SECRET", Azure.Identity.ClientSecret), ("AZURE_AUTHORITY_HOST", $"https://{Azure["tls-untrusted"].LoginServer}/"));

        CheckResult credential = Check();

        Assert.Equal("SignInHostUntrusted", credential.Finding);
        Assert.Contains("localhost", credential.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("RemoteCertificateValidationCallback", credential.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://sign-in.acrhealth.invalid/", "SignInHostNotFound", "sign-in.acrhealth.invalid")]
    [InlineData("https://localhost:1/", "SignInHostUnreachable", "localhost")]
    public void A_sign_in_host_that_cannot_be_reached_is_named(string authority, string finding, string host)
    {
        using EnvironmentScope _ = Principal(("AZURE_CLIENT_SECRET", Azure.Identity.ClientSecret), ("AZURE_AUTHORITY_HOST", authority));

        CheckResult credential = Check();

        Assert.Equal(finding, credential.Finding);
        Assert.Contains(host, credential.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_that_does_not_open_the_way_is_named()
    {
        using EnvironmentScope _ = Principal(
            ("AZURE_CLIENT_SECRET", Azure.Identity.ClientSecret),
            ("AZURE_AUTHORITY_HOST", "https://sign-in.acrhealth.invalid/"),
            ("HTTPS_PROXY", "http://localhost:1"),
            ("NO_PROXY", $"{Azure.Healthy.LoginServer.Split(':')[0]}"));

        CheckResult credential = Check();

        Assert.Equal("SignInProxyFailed", credential.Finding);
        Assert.Contains("http://localhost:1", credential.Message, StringComparison.Ordinal);
        Assert.Contains("HTTPS_PROXY", credential.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ManagedIdentityFault.Several, "", "ManagedIdentityAmbiguous", "-ManagedIdentityClientId")]
    [InlineData(ManagedIdentityFault.NoIdentity, "", "ManagedIdentityMissing", "identity assign")]
    [InlineData(ManagedIdentityFault.NoIdentity, "-ManagedIdentityClientId 11111111-2222-3333-4444-555555555555", "ManagedIdentityNotAssigned", "identity assign")]
    [InlineData(ManagedIdentityFault.None, "-ManagedIdentityClientId 11111111-2222-3333-4444-555555555555", "ManagedIdentityNotAssigned", "identity assign")]
    [InlineData(ManagedIdentityFault.Refused, "", "ManagedIdentityRefused", "az identity list")]
    [InlineData(ManagedIdentityFault.Silent, "-TimeoutSeconds 3", "ManagedIdentityUnreachable", "http://localhost:")]
    public void A_refusal_of_the_managed_identity_endpoint_is_reported(ManagedIdentityFault fault, string parameters, string finding, string remedy)
    {
        using EnvironmentScope _ = ManagedIdentity();
        Azure.ManagedIdentity.Fault = fault;
        try
        {
            CheckResult credential = Check(parameters);

            Assert.Equal(finding, credential.Finding);
            Assert.Contains(remedy, string.Join(' ', credential.Remediation.Take(2)), StringComparison.Ordinal);
        }
        finally
        {
            Azure.ManagedIdentity.Fault = ManagedIdentityFault.None;
        }
    }

    [Fact]
    public void A_managed_identity_request_sent_to_a_proxy_is_reported_with_NO_PROXY()
    {
        using EnvironmentScope _ = ManagedIdentity();
        using var proxy = new EnvironmentScope(("HTTP_PROXY", "http://localhost:1"), ("http_proxy", null), ("NO_PROXY", null), ("no_proxy", null));

        CheckResult credential = Check("-TimeoutSeconds 4");

        Assert.Equal("ManagedIdentityThroughProxy", credential.Finding);
        Assert.Contains("http://localhost:1", credential.Message, StringComparison.Ordinal);
        Assert.Contains("$env:NO_PROXY += ',localhost'", credential.Remediation[0], StringComparison.Ordinal);
    }

    private CheckResult Refused(int number)
    {
        Azure.Identity.Refusal = number;
        try
        {
            return Check();
        }
        finally
        {
            Azure.Identity.Refusal = null;
        }
    }

    private CheckResult Check(string parameters = "")
    {
        using var engine = new ModuleEngine();
        return simulated.CheckOnly(engine, Azure.Healthy.LoginServer, $"-Check Credential {parameters}").Check("Credential");
    }

    private EnvironmentScope Principal(params (string Name, string? Value)[] variables) => new(
    [
        ("AZURE_AUTHORITY_HOST", Azure.Identity.AuthorityHost.AbsoluteUri),
        ("AZURE_TENANT_ID", Azure.Identity.TenantId),
        ("AZURE_CLIENT_ID", Azure.Identity.ClientId),
        ("AZURE_CLIENT_SECRET", null),
        ("AZURE_CLIENT_CERTIFICATE_PATH", null),
        ("AZURE_FEDERATED_TOKEN_FILE", null),
        ("AZURE_TOKEN_CREDENTIALS", null),
        .. variables,
    ]);

    private EnvironmentScope ManagedIdentity() => new(
    [
        ("AZURE_AUTHORITY_HOST", Azure.Identity.AuthorityHost.AbsoluteUri),
        ("AZURE_TENANT_ID", null),
        ("AZURE_CLIENT_ID", null),
        ("AZURE_CLIENT_SECRET", null),
        ("AZURE_TOKEN_CREDENTIALS", "prod"),
        .. Azure.ManagedIdentity.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)),
    ]);

    private static void WriteCertificate(string file)
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=client", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
    }
}
