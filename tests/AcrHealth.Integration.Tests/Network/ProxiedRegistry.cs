using System.Management.Automation;
using System.Net;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Network;

/// <summary>A simulated Azure, and runs of the module against it through whatever proxy the variables name.</summary>
public sealed class ProxiedRegistry : IAsyncLifetime
{
    private static readonly string[] Variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

    internal TemporaryDirectory Directory { get; } = new();

    public AzureSimulator Azure { get; private set; } = null!;

    public string Authority { get; private set; } = string.Empty;

    public string LoginServer => Azure.Healthy.LoginServer;

    public async ValueTask InitializeAsync()
    {
        Azure = await AzureSimulator.StartAsync(new() { Faults = ["basic-only"] }, TestContext.Current.CancellationToken);
        Authority = Azure.WriteCertificateAuthority(Directory.Under("azure.pem"));
    }

    public async ValueTask DisposeAsync()
    {
        await Azure.DisposeAsync();
        Directory.Dispose();
    }

    /// <summary>This process's proxy, and no other variable that names one.</summary>
    public static EnvironmentScope Through(string? proxy, string? except = null) =>
        new([.. Variables.Select(name => (name, (string?)null)), ("HTTPS_PROXY", proxy), ("NO_PROXY", except)]);

    /// <summary>With an Entra token.</summary>
    public ScriptOutcome Check(string parameters = "", string? authority = null) =>
        Run(LoginServer, "-AccessToken $secret " + parameters, authority, new NetworkCredential(string.Empty, Azure.Identity.IssueEntraToken()).SecurePassword);

    /// <summary>With the user name and password that every registry takes.</summary>
    public ScriptOutcome CheckWithPassword(string registry) =>
        Run(registry, "-Credential $secret", null, new PSCredential(Azure.UserName, new NetworkCredential(string.Empty, Azure.Password).SecurePassword));

    /// <summary>With the identity that the environment names.</summary>
    public ScriptOutcome CheckSigningIn()
    {
        using var _ = new EnvironmentScope(Azure.EnvironmentVariables.Select(variable => (variable.Key, (string?)variable.Value)));
        return Run(LoginServer, string.Empty, null, null);
    }

    private ScriptOutcome Run(string registry, string parameters, string? authority, object? secret)
    {
        using var engine = new ModuleEngine();
        return engine.Run(
            "param($registry, $authority, $secret) Test-AcrHealth $registry -CACertificate $authority -ExcludeCheck Docker*, Helm* -Verbose " + parameters,
            registry,
            authority ?? Authority,
            secret);
    }
}
