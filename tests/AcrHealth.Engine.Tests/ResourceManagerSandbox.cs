using System.Net;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>A session whose variables lead to the simulator's Azure Resource Manager.</summary>
internal sealed class ResourceManagerSandbox : IDisposable
{
    /// <summary>The audience of the tokens for Azure Resource Manager.</summary>
    public const string Audience = "https://management.azure.com";

    private readonly EnvironmentScope _variables;

    public ResourceManagerSandbox(Simulated simulated)
    {
        Simulated = simulated;
        _variables = new(Azure.ResourceManager.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)));
    }

    /// <summary>The simulator, with the file of its certificate authority.</summary>
    public Simulated Simulated { get; }

    /// <summary>The session.</summary>
    public ModuleEngine Engine { get; } = new();

    /// <summary>The simulator.</summary>
    public AzureSimulator Azure => Simulated.Azure;

    /// <summary>The checks that use Azure Resource Manager: RegistryResource, and those that need it.</summary>
    public string[] Asking =>
    [
        .. Engine.Run("Get-AcrHealthCheck | Where-Object { $_.Name -eq 'RegistryResource' -or $_.Prerequisites -contains 'RegistryResource' } | ForEach-Object Name")
            .Output.Select(name => name.ToString()),
    ];

    /// <summary>Issues a token for Azure Resource Manager.</summary>
    public string IssueToken() => Azure.Identity.IssueEntraToken(audience: Audience);

    /// <summary>Checks a registry with such a token.</summary>
    public ScriptOutcome Ask(string fault, string parameters) => Run(Azure[fault].LoginServer, IssueToken(), parameters);

    /// <summary>Checks a registry with a token.</summary>
    public ScriptOutcome Run(string registry, string token, string parameters) => Engine.Run(
        "param($registry, $authority, $token) Test-AcrHealth -Registry $registry -CACertificate $authority -AccessToken $token -ExcludeCheck Docker*, Helm* " + parameters,
        registry,
        Simulated.Authority,
        new NetworkCredential(string.Empty, token).SecurePassword);

    /// <summary>Checks a registry after a sign-in through the simulator's Entra ID, as the service principal of the variables.</summary>
    public ScriptOutcome SignIn(string fault, string parameters)
    {
        using var _ = new EnvironmentScope(Azure.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)));
        return Simulated.CheckOnly(Engine, Azure[fault].LoginServer, parameters);
    }

    public void Dispose()
    {
        Engine.Dispose();
        _variables.Dispose();
    }
}
