using AcrHealth.Cli.Tests.Support;
using AcrHealth.Simulator;

namespace AcrHealth.Cli.Tests.Native;

/// <summary>The failures of signing in, on the native program: it finds the same causes as the module, in the same words.</summary>
[Trait("Suite", "Long")]
public sealed class SignInMatrixTests(SimulatedAzure simulated, NativeProgram native) : IAsyncLifetime
{
    private const string Client = "11111111-2222-3333-4444-555555555555";

    private AzureSimulator _azure = null!;
    private string _authority = null!;

    // A simulator of its own: what Entra ID refuses is set for all of its clients.
    public async ValueTask InitializeAsync()
    {
        _azure = await AzureSimulator.StartAsync(new() { Faults = ["tls-untrusted"] }, TestContext.Current.CancellationToken);
        _authority = _azure.WriteCertificateAuthority(simulated.Write(string.Empty));
    }

    public ValueTask DisposeAsync() => _azure.DisposeAsync();

    [Fact]
    public async Task Every_failure_of_signing_in_has_the_same_cause_and_words_as_in_the_module()
    {
        CliProgram program = await native.ProgramAsync();
        using var module = new ModuleSession();
        List<string> differences = [];
        int compared = 0;

        foreach (SignInCase one in Cases())
        {
            one.Arrange();
            try
            {
                KeyValuePair<string, string?>[] variables = [.. None, .. one.Variables];
                var theirs = await module.RunAsync($"Test-AcrHealth {_azure.Healthy.LoginServer} -CACertificate '{_authority}' -Check Credential -TimeoutSeconds 10 {one.Parameters}", variables);
                CliOutcome ours = await program.RunAsync(
                    ["test", _azure.Healthy.LoginServer, "--ca-certificate", _authority, "--check", "Credential", "--timeout-seconds", "10", "--output", "json", .. one.Options], variables: variables);
                string expected = string.Join('\n', theirs.Select(NormalizedResult.Of));

                // PowerShell has its own directory on the PATH of its session, so that the module finds it there.
                string actual = string.Join('\n', ours.Results.Select(NormalizedResult.Of))
                    .Replace("PowerShell is not installed.", "Az.Accounts module >= 2.2.0 is not installed.", StringComparison.Ordinal);
                compared++;
                if (expected != actual || !expected.Contains("CONNECTIVITY_REFRESH_TOKEN_ERROR", StringComparison.Ordinal) || ours.ExitCode != 1)
                {
                    differences.Add($"{one.Name}, module:\n{expected}\nnative ({ours.ExitCode}):\n{actual}{ours.Error}");
                }
            }
            finally
            {
                Reset();
            }
        }

        Assert.True(compared > 40, $"{compared}");
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n" + string.Join('\n', differences));
    }

    private static readonly string[] Variables =
    [
        "AZURE_AUTHORITY_HOST", "AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE",
        "AZURE_TOKEN_CREDENTIALS", "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
    ];

    private static IEnumerable<KeyValuePair<string, string?>> None => Variables.Select(name => KeyValuePair.Create(name, (string?)null));

    private IEnumerable<SignInCase> Cases()
    {
        foreach (int number in SimulatedIdentity.RefusalNumbers)
        {
            yield return Principal($"AADSTS{number}", ("AZURE_CLIENT_SECRET", "any")) with { Arrange = () => _azure.Identity.Refusal = number };
        }

        foreach (int number in new[] { 70021, 700213, 700024 })
        {
            yield return Principal($"federated token, AADSTS{number}", ("AZURE_FEDERATED_TOKEN_FILE", simulated.Write(FederatedToken))) with { Arrange = () => _azure.Identity.Refusal = number };
        }

        foreach (int status in new[] { 500, 503 })
        {
            yield return Principal($"outage {status}", ("AZURE_CLIENT_SECRET", _azure.Identity.ClientSecret)) with { Arrange = () => _azure.Identity.Outage = status };
        }

        yield return Principal("wrong secret", ("AZURE_CLIENT_SECRET", "wrong"));
        yield return Principal("other application", ("AZURE_CLIENT_SECRET", "any"), ("AZURE_CLIENT_ID", Client));
        yield return Principal("missing certificate", ("AZURE_CLIENT_CERTIFICATE_PATH", "/no/such/file.pem"));
        yield return Principal("missing federated token", ("AZURE_FEDERATED_TOKEN_FILE", "/no/such/file"));
        yield return Principal("untrusted host", ("AZURE_CLIENT_SECRET", "any"), ("AZURE_AUTHORITY_HOST", $"https://{_azure["tls-untrusted"].LoginServer}/"));
        yield return Principal("unknown host", ("AZURE_CLIENT_SECRET", "any"), ("AZURE_AUTHORITY_HOST", "https://sign-in.acrhealth.invalid/"));
        yield return Principal("closed host", ("AZURE_CLIENT_SECRET", "any"), ("AZURE_AUTHORITY_HOST", "https://localhost:1/"));
        yield return Principal("proxy", ("AZURE_CLIENT_SECRET", "any"), ("AZURE_AUTHORITY_HOST", "https://sign-in.acrhealth.invalid/"), ("HTTPS_PROXY", "http://localhost:1"), ("NO_PROXY", "localhost"));
        yield return ManagedIdentity("several identities", ManagedIdentityFault.Several);
        yield return ManagedIdentity("no identity", ManagedIdentityFault.NoIdentity);
        yield return ManagedIdentity("refused", ManagedIdentityFault.Refused);
        yield return ManagedIdentity("not assigned", ManagedIdentityFault.None) with { Parameters = $"-ManagedIdentityClientId {Client}", Options = ["--managed-identity-client-id", Client] };
    }

    private const string FederatedToken =
        "e30.eyJpc3MiOiJodHRwczovL29pZGMuZXhhbXBsZS8iLCJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAiLCJhdWQiOiJhcGk6Ly9BenVyZUFEVG9rZW5FeGNoYW5nZSJ9.x\n";

    private SignInCase Principal(string name, params (string Name, string? Value)[] variables) => new(name,
    [
        KeyValuePair.Create("AZURE_AUTHORITY_HOST", (string?)_azure.Identity.AuthorityHost.AbsoluteUri),
        KeyValuePair.Create("AZURE_TENANT_ID", (string?)_azure.Identity.TenantId),
        KeyValuePair.Create("AZURE_CLIENT_ID", (string?)_azure.Identity.ClientId),
        .. variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)),
    ]);

    private SignInCase ManagedIdentity(string name, ManagedIdentityFault fault) => new(name,
    [
        KeyValuePair.Create("AZURE_AUTHORITY_HOST", (string?)_azure.Identity.AuthorityHost.AbsoluteUri),
        KeyValuePair.Create("AZURE_TOKEN_CREDENTIALS", (string?)"prod"),
        .. _azure.ManagedIdentity.EnvironmentVariables.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)),
    ])
    { Arrange = () => _azure.ManagedIdentity.Fault = fault };

    private void Reset()
    {
        _azure.Identity.Refusal = null;
        _azure.Identity.Outage = null;
        _azure.ManagedIdentity.Fault = ManagedIdentityFault.None;
    }

    /// <summary>A way in which signing in fails.</summary>
    private sealed record SignInCase(string Name, IReadOnlyList<KeyValuePair<string, string?>> Variables)
    {
        public Action Arrange { get; init; } = () => { };

        public string Parameters { get; init; } = string.Empty;

        public string[] Options { get; init; } = [];
    }
}
