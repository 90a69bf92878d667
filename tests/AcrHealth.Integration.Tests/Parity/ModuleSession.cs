using System.Diagnostics;
using System.Net;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>Our module, in a session that is open.</summary>
internal sealed class ModuleSession(AzureSimulator azure, TemporaryDirectory directory) : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly string _authority = azure.WriteCertificateAuthority(directory.Under("authority.pem"));

    public OurOutcome Run(Comparison comparison)
    {
        using EnvironmentScope _ = Variables(comparison);
        return Run(_engine, comparison);
    }

    /// <summary>Runs comparisons that only wait, each in a session of its own; all have the same programs.</summary>
    public async Task<Dictionary<Comparison, OurOutcome>> RunSideBySideAsync(IReadOnlyList<Comparison> comparisons)
    {
        using EnvironmentScope _ = Variables(comparisons[0]);
        OurOutcome[] outcomes = await Task.WhenAll(comparisons.Select(comparison => Task.Factory.StartNew(
            () =>
            {
                using var engine = new ModuleEngine();
                return Run(engine, comparison);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        return comparisons.Zip(outcomes).ToDictionary();
    }

    public void Dispose() => _engine.Dispose();

    private EnvironmentScope Variables(Comparison comparison) => new(
        [
            ("PATH", comparison.ProgramsIn(directory)), ("DOCKER_COMMAND", null), ("https_proxy", null), ("HTTPS_PROXY", null), ("all_proxy", null), ("ALL_PROXY", null),
            .. azure.ResourceManager.EnvironmentVariables.Select(variable => (variable.Key, (string?)variable.Value)),
        ]);

    private OurOutcome Run(ModuleEngine engine, Comparison comparison)
    {
        // Faults that only Resource Manager shows need a request to it, which the Azure CLI always makes.
        bool asksResourceManager = azure[comparison.Fault].Fault.IsInResourceManagerOnly;
        long started = Stopwatch.GetTimestamp();
        ScriptOutcome outcome = engine.Run(
            "param($registry, $authority, $token) Test-AcrHealth $registry -CACertificate $authority -AccessToken $token -Force -TimeoutSeconds 5 "
                + comparison.Parameters,
            azure[comparison.Fault].LoginServer,
            _authority,
            new NetworkCredential(string.Empty, azure.Identity.IssueEntraToken(audience: asksResourceManager ? "https://management.azure.com" : null)).SecurePassword);
        TimeSpan time = Stopwatch.GetElapsedTime(started);
        Assert.Empty(outcome.Errors);
        return new(outcome.Results, time);
    }
}
