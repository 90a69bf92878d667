using System.Text.Json;
using AcrHealth.Cli.Tests.Support;
using AcrHealth.Simulator;

namespace AcrHealth.Cli.Tests.Native;

/// <summary>The module and the native program give the same results for every fault of the simulator.</summary>
[Trait("Suite", "Long")]
public sealed class ModuleComparisonTests(SimulatedAzure simulated, NativeProgram native)
{
    private const string Excluded = "Docker*, Helm*, ContainerPlatform, DiskSpace";

    [Theory]
    [InlineData(null, "", "")]
    [InlineData("Repository", "-Repository hello:latest", "--repository hello:latest")]
    [InlineData("PushTo", "-PushTo team/acrhealth -Force", "--push-to team/acrhealth --force")]
    [InlineData("IncludeResourceManager", "-IncludeResourceManager", "--include-resource-manager")]
    public async Task Every_fault_gives_the_same_results(string? seenWith, string parameters, string options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Both are compared with the paths of Unix.");
        SimulatedRegistry[] registries = [simulated.Azure.Healthy, .. Fault.All.Where(fault => fault.SeenWith == seenWith).Select(fault => simulated.Azure[fault.Name])];
        string[] servers = [.. registries.Select(registry => registry.LoginServer)];
        KeyValuePair<string, string?>[] variables = [.. simulated.Identity, .. simulated.Azure.ResourceManager.EnvironmentVariables.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))];
        CliProgram program = await native.ProgramAsync();
        using var module = new ModuleSession();

        IReadOnlyList<JsonElement> theirs = await module.RunAsync(
            $"Test-AcrHealth {string.Join(", ", servers.Select(server => $"'{server}'"))} -CACertificate '{simulated.Authority}' -ExcludeCheck {Excluded} -TimeoutSeconds 6 {parameters}", variables);
        CliOutcome outcome = await program.RunAsync(
            ["test", .. servers, "--ca-certificate", simulated.Authority, .. SimulatedAzure.OnlyTheRegistry, "--timeout-seconds", "6", "--output", "json", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            variables: variables);

        Assert.True(outcome.ExitCode is 0 or 1, outcome.All);
        List<string> differences = [];
        foreach (SimulatedRegistry registry in registries)
        {
            string[] expected = Of(theirs, registry);
            string[] actual = Of(outcome.Results, registry);
            Assert.NotEmpty(expected);
            differences.AddRange(expected.Zip(actual).Where(pair => pair.First != pair.Second).Select(pair => $"{registry.Name}, module:\n{pair.First}\nnative:\n{pair.Second}"));
            if (expected.Length != actual.Length)
            {
                differences.Add($"{registry.Name}: {expected.Length} and {actual.Length} results.");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences\n" + string.Join('\n', differences));
    }

    private static string[] Of(IReadOnlyList<JsonElement> results, SimulatedRegistry registry) =>
        [.. results.Where(result => result.GetProperty("registry").GetString() == registry.LoginServer).Select(NormalizedResult.Of)];
}
