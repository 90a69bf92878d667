using System.Text.Json;
using AcrHealth.Cli.Tests.Support;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Native;

/// <summary>The module and the native program give the same results for every simulated node.</summary>
[Trait("Suite", "Long")]
public sealed class NodeComparisonTests(SimulatedAzure simulated, NativeProgram native)
{
    [Fact]
    public async Task Every_node_gives_the_same_results()
    {
        Assert.SkipUnless(ShellProgram.CanRun, "The credential provider of a simulated node is a shell script.");
        CliProgram program = await native.ProgramAsync();
        KeyValuePair<string, string?>[] variables = [.. simulated.Azure.ManagedIdentity.EnvironmentVariables.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))];
        string server = simulated.Azure.Healthy.LoginServer;
        using var module = new ModuleSession();
        using var directory = new TemporaryDirectory();
        List<string> differences = [];

        foreach ((NodeFault fault, string parameter) in NodeFault.All.SelectMany(fault => fault.SeenWith, (fault, parameter) => (fault, parameter)))
        {
            SimulatedNode node = simulated.Azure.WriteNode(fault.Name, directory.Under(fault.Name));
            bool isKubelet = parameter == "Kubelet";
            string[] secret = isKubelet ? [] : [node.PullSecret];
            IReadOnlyList<JsonElement> theirs = await module.RunAsync(
                $"Test-AcrHealth '{server}' -CACertificate '{simulated.Authority}' -ExcludeCheck Docker*, Helm*, ContainerPlatform, DiskSpace -NodeRoot '{node.Root}' -{parameter} {string.Concat(secret)} -Repository hello",
                variables);
            CliOutcome outcome = await program.RunAsync(
                [
                    "test", server, "--ca-certificate", simulated.Authority, .. SimulatedAzure.OnlyTheRegistry, "--output", "json",
                    "--node-root", node.Root, isKubelet ? "--kubelet" : "--pull-secret", .. secret, "--repository", "hello",
                ],
                variables: variables);

            string[] expected = [.. theirs.Select(NormalizedResult.Of)];
            string[] actual = [.. outcome.Results.Select(NormalizedResult.Of)];
            Assert.NotEmpty(expected);
            differences.AddRange(expected.Except(actual).Select(result => $"{fault.Name}, module only:\n{result}"));
            differences.AddRange(actual.Except(expected).Select(result => $"{fault.Name}, native only:\n{result}"));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }
}
