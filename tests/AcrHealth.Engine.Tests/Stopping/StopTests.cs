using System.Globalization;
using System.Management.Automation;
using AcrHealth.Testing;
using AcrHealth.Testing.Stopping;

namespace AcrHealth.Engine.Tests.Stopping;

/// <summary>
/// Whichever step a run hangs at and whichever way it ends, what it started and opened ends with it. ACRHEALTH_STOP_RUNS says how many runs
/// end in each way at each step (fifty in CI).
/// </summary>
[Trait("Suite", "Long")]
[Collection(nameof(EnvironmentVariables))]
public sealed class StopTests(StopTests.Fixture fixture) : IClassFixture<StopTests.Fixture>
{
    // Registries take it as well as Resource Manager does.
    private const string Audience = "https://management.azure.com";
    private const int DefaultRuns = 2;
    private const int AtOnce = 10;

    // The pool's threads come and go, and the runtime opens a file now and then; fifty runs that kept one each would be more.
    private const int MoreHandles = 16;
    private const int MoreThreads = 16;

    private static readonly string[] Ways = ["Stop", "StopOnFailure", "First", "Timeout"];

    // These ask on the pipeline's thread before they begin, which is the one that has seen enough.
    private static readonly string[] Asking = ["push", "docker pull"];

    private const string Script =
        "param($registries, $authority, $token, $reached) $secure = [securestring]::new(); $token.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
        + "$common = @{}; if ($registries) { $common.Registry = $registries }; Test-AcrHealth @common -CACertificate $authority ";

    // The documented bound is two seconds; the rest is for a machine with other load.
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(IsMeasured ? 0 : 3);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static bool IsMeasured => Environment.GetEnvironmentVariable("ACRHEALTH_STOP_RUNS") is { Length: > 0 };

    private HangingSteps Steps => fixture.Steps;

    public static TheoryData<string, string> Cases =>
        [.. HangingSteps.Names.SelectMany(step => Ways.Where(way => way != "First" || !Asking.Contains(step)).Select(way => (step, way)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_run_that_ends_leaves_no_process_connection_thread_or_handle(string step, string way)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes, connections, threads and handles are counted in /proc.");
        HangingStep hanging = Steps.Prepare(step);
        using var variables = new EnvironmentScope(hanging.Variables);
        int runs = IsMeasured ? int.Parse(Environment.GetEnvironmentVariable("ACRHEALTH_STOP_RUNS")!, CultureInfo.InvariantCulture) : DefaultRuns;
        ModuleEngine[] engines = fixture.Engines(Math.Min(runs, AtOnce));
        Inventory before = Inventory.Take();
        for (int left = runs; left > 0; left -= engines.Length)
        {
            await EndAsync(hanging, way, engines[..Math.Min(left, engines.Length)]);
            if (left == runs && runs > engines.Length)
            {
                // The first runs at a step start threads of the pool and connections of the simulator that stay for the next ones.
                before = Inventory.Take();
            }
        }

        Inventory allowed = before with { Handles = before.Handles + MoreHandles, Threads = before.Threads + MoreThreads, Memory = long.MaxValue };
        await Eventually.HoldsAsync(() => Inventory.Take().IsWithin(allowed), Promptly + Slack, () => $"before {before}, after {Inventory.Take()}");
    }

    private async Task EndAsync(HangingStep step, string way, ModuleEngine[] engines)
    {
        using var failing = new FailingOnDemand();
        using var reached = new ManualResetEventSlim();
        (string[] registries, string script) = ScriptOf(step, way, failing);
        long expected = step.Count() + engines.Length;
        List<(PowerShell Shell, IAsyncResult Run)> runs = [];
        foreach (ModuleEngine engine in engines)
        {
            PowerShell shell = engine.Prepare(script, registries, Steps.Azure.CertificateAuthority, Steps.Azure.Identity.IssueEntraToken(audience: Audience), reached);
            runs.Add((shell, shell.BeginInvoke()));
        }

        // Those whose time is up end by themselves, and may not all be there at once.
        await Eventually.HoldsAsync(() => step.Count() >= expected || (way == "Timeout" && runs.TrueForAll(run => run.Run.IsCompleted)), Timeout);
        reached.Set();
        failing.Fail();
        if (way == "Stop")
        {
            await Task.WhenAll(runs.Select(run => Task.Run(run.Shell.Stop)));
        }

        await Eventually.HoldsAsync(() => runs.TrueForAll(run => run.Run.IsCompleted), Timeout);
        foreach ((PowerShell shell, IAsyncResult run) in runs)
        {
            Conclude(shell, run, way);
        }

        await Eventually.HoldsAsync(() => Left(step) is (0, 0), Promptly + Slack, () => $"{step.Name}, {way}: {Left(step)} processes and connections are left.");
    }

    private static (string[] Registries, string Script) ScriptOf(HangingStep step, string way, FailingOnDemand failing)
    {
        string script = Script + step.Parameters;
        string[] registries = step.Registry is null ? [] : [step.Registry];
        return way switch
        {
            "Stop" => (registries, script + " -TimeoutSeconds 120"),
            "StopOnFailure" => ([.. registries, failing.LoginServer], WithTls(script) + " -TimeoutSeconds 120 -StopOnFailure"),

            // The engine by itself has no Select-Object; what a break does to the commands before it is the same.
            "First" => (registries, script.Replace("Test-AcrHealth", "do { Test-AcrHealth", StringComparison.Ordinal) + " -TimeoutSeconds 120 | ForEach-Object { $null = $reached.Wait(60000); $_; break } } until ($true)"),
            _ => (registries, script + " -TimeoutSeconds 1"),
        };
    }

    // The registry that fails does so in Tls, so that this is checked, too.
    private static string WithTls(string script) => script.Replace(" -Check ", " -Check Tls, ", StringComparison.Ordinal);

    private static void Conclude(PowerShell shell, IAsyncResult run, string way)
    {
        using (shell)
        {
            if (way == "Stop")
            {
                Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
            }
            else
            {
                Assert.NotEmpty(shell.EndInvoke(run));
            }

            Assert.Empty(shell.Streams.Error);
        }
    }

    private (int Processes, int Connections) Left(HangingStep step) =>
        (Steps.Processes.Count(ChildProcesses.IsRunning), Connections.ToPorts(step.Ports));

    /// <summary>The steps and the engines, for all tests of the class.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly List<ModuleEngine> _engines = [];

        public HangingSteps Steps { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Steps = await HangingSteps.StartAsync();

        public ModuleEngine[] Engines(int count)
        {
            while (_engines.Count < count)
            {
                _engines.Add(new(ownThread: true));
            }

            return [.. _engines.Take(count)];
        }

        public ValueTask DisposeAsync()
        {
            _engines.ForEach(engine => engine.Dispose());
            return Steps.DisposeAsync();
        }
    }
}
