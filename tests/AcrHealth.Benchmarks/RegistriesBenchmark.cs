using System.Security.Cryptography.X509Certificates;
using AcrHealth.Testing;
using BenchmarkDotNet.Attributes;

namespace AcrHealth.Benchmarks;

/// <summary>
/// <c>Test-AcrHealth</c> in an open session, every check of a registry with a sign-in of its own, on healthy registries at the default
/// -ThrottleLimit. The simulator has its part of the same cores.
/// </summary>
[Config(typeof(RegistriesConfig))]
public class RegistriesBenchmark
{
    private const int ChecksOfARegistry = 9;

    private SimulatorProcess? _simulator;
    private EnvironmentScope? _variables;
    private ModuleEngine? _engine;
    private X509Certificate2? _authority;

    /// <summary>The number of registries.</summary>
    [Params(1, 100, 1_000, 10_000)]
    public int Registries { get; set; }

    /// <summary>The time that the simulator waits before every response, in milliseconds.</summary>
    [Params(0, 50)]
    public int Latency { get; set; }

    /// <summary>Starts the simulator and the session.</summary>
    [GlobalSetup]
    public void Start()
    {
        _simulator = SimulatorProcess.Start(Latency);
        _variables = new([.. _simulator.Variables.Select(variable => (variable.Key, (string?)variable.Value))]);
        _engine = new();
        _authority = X509Certificate2.CreateFromPem(_simulator.Authority);
        Check(200);
    }

    /// <summary>Ends both.</summary>
    [GlobalCleanup]
    public void End()
    {
        _engine?.Dispose();
        _authority?.Dispose();
        _variables?.Dispose();
        _simulator?.Dispose();
    }

    /// <summary>One invocation for all of them.</summary>
    [Benchmark]
    public void Check() => Check(Registries);

    private void Check(int registries)
    {
        ScriptOutcome outcome = _engine!.Run(
            "param($registry, $count, $authority) $script:passed = 0; 1..$count | ForEach-Object { $registry } | "
                + "Test-AcrHealth -CACertificate $authority -ExcludeCheck Docker*, Helm* -TimeoutSeconds 120 | "
                + "ForEach-Object { if ($_.Status -ne 'Passed') { throw $_.Message }; $script:passed++ }; $script:passed",
            _simulator!.LoginServer, registries, _authority);
        if (outcome is not { Terminating: null, Errors: [], Output: [{ BaseObject: int passed }] } || passed < registries * ChecksOfARegistry)
        {
            throw new InvalidOperationException($"Not all passed: {outcome.Terminating?.Message} {string.Join(' ', outcome.Errors)} {string.Join(' ', outcome.Output)}");
        }
    }
}
