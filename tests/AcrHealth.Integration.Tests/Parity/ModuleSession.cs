using System.Diagnostics;
using System.Net;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>Our module, in a session that is open.</summary>
internal sealed class ModuleSession(AzureSimulator azure, ScratchDirectory directory) : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly string _authority = azure.WriteCertificateAuthority(directory.Under("authority.pem"));

    public OurOutcome Run(Comparison comparison)
    {
        using var _ = new EnvironmentScope(
            [
                ("PATH", comparison.ProgramsIn(directory)), ("DOCKER_COMMAND", null), ("https_proxy", null), ("HTTPS_PROXY", null), ("all_proxy", null), ("ALL_PROXY", null),
                .. azure.ResourceManager.EnvironmentVariables.Select(variable => (variable.Key, (string?)variable.Value)),
            ]);

        // What only Resource Manager tells is asked of it, as the Azure CLI always does.
        bool asksResourceManager = azure[comparison.Fault].Fault.IsInResourceManagerOnly;
        long started = Stopwatch.GetTimestamp();
        ScriptOutcome outcome = _engine.Run(
            "param($registry, $authority, $token) Test-AcrHealth $registry -CACertificate $authority -AccessToken $token -Force -TimeoutSeconds 5 "
                + comparison.Parameters,
            azure[comparison.Fault].LoginServer,
            _authority,
            new NetworkCredential(string.Empty, azure.Identity.IssueEntraToken(audience: asksResourceManager ? "https://management.azure.com" : null)).SecurePassword);
        TimeSpan time = Stopwatch.GetElapsedTime(started);
        Assert.Empty(outcome.Errors);
        return new(outcome.Results, time);
    }

    public void Dispose() => _engine.Dispose();
}
