using System.Globalization;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>
/// Registries by the hundred, each with a fault that chance chooses, and programs that answer, fail, hang and leave children: what was
/// taken is given back. ACRHEALTH_SOAK_RUNS says how many (ten thousand in CI), ACRHEALTH_SOAK_SEED chooses other ones.
/// </summary>
[Trait("Suite", "Long")]
[Collection(nameof(EnvironmentVariables))]
public sealed class SoakTests : IDisposable
{
    private const int DefaultRuns = 250;
    private const int DefaultSeed = 20_190_905;
    private const int RunsOfASimulator = 1000;
    private const int RunsOfACommand = 250;
    private const int Throttle = 64;

    // The pool's threads come and go; the runtime opens a file now and then; what is loaded late stays.
    private const int MoreHandles = 16;
    private const int MoreThreads = 16;
    private const long MoreMemory = 16 * 1024 * 1024;

    private static readonly string[] Programs =
        ["echo 'Docker version 28.2.2'", "echo v3.14.0", "exit 3", "sleep 60", "(sleep 60; echo late) & sleep 60", "sleep 3 & echo 1.2.3"];

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Handles_threads_memory_and_children_return_to_their_initial_count()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Handles and children are counted in /proc.");
        var random = new Random(Number("ACRHEALTH_SOAK_SEED", DefaultSeed));
        using var variables = new EnvironmentScope(("PATH", _directory), ("DOCKER_COMMAND", null));
        using var engine = new ModuleEngine();
        await SoakAsync(engine, random, RunsOfASimulator);
        Inventory before = await Inventory.TakeAsync();

        for (int left = Number("ACRHEALTH_SOAK_RUNS", DefaultRuns); left > 0; left -= RunsOfASimulator)
        {
            await SoakAsync(engine, random, Math.Min(left, RunsOfASimulator));
            TestContext.Current.TestOutputHelper?.WriteLine($"{left} were left, now {Inventory.Take()}");
        }

        Inventory allowed = new(before.Handles + MoreHandles, before.Threads + MoreThreads, before.Memory + MoreMemory, before.Children);
        Inventory after = await Inventory.TakeAsync(allowed);
        string both = $"before {before}, after {after}";
        TestContext.Current.TestOutputHelper?.WriteLine(both);
        Assert.True(after.IsWithin(allowed), both);
    }

    public void Dispose() => _directory.Dispose();

    private async Task SoakAsync(ModuleEngine engine, Random random, int runs)
    {
        await using AzureSimulator azure = await AzureSimulator.StartAsync(new() { Faults = [.. Fault.All.Select(fault => fault.Name)] });
        for (int left = runs; left > 0; left -= RunsOfACommand)
        {
            Install("docker", random);
            Install("helm", random);
            string[] registries = [.. random.GetItems(azure.Registries.ToArray(), Math.Min(left, RunsOfACommand)).Select(registry => registry.LoginServer).Distinct()];
            (string signIn, string secret) = random.Next(3) switch
            {
                0 => ("-AccessToken $secure", azure.Identity.IssueEntraToken()),
                1 => ("-Credential ([pscredential]::new($user, $secure))", azure.Password),
                _ => ("-Anonymous", "-"),
            };

            ScriptOutcome outcome = engine.Run(
                "param($registries, $authority, $secret, $user) $secure = [securestring]::new(); $secret.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
                    + $"Test-AcrHealth $registries -CACertificate $authority {signIn} -Force -TimeoutSeconds 1 -ThrottleLimit {Throttle}",
                registries, azure.CertificateAuthority, secret, azure.UserName);

            Assert.Empty(outcome.Errors);

            // DataEndpoint has nothing to report if no image can be sampled.
            Assert.InRange(
                outcome.Output.Count, (registries.Length * DefaultChecks.UpToTheApi.Count) + 6, (registries.Length * DefaultChecks.OfARegistry.Count) + 6);
        }
    }

    private void Install(string program, Random random)
    {
        if (ShellProgram.CanRun)
        {
            ShellProgram.Write(_directory, program, $"PATH=/usr/bin:/bin\n{Programs[random.Next(Programs.Length)]}");
        }
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
