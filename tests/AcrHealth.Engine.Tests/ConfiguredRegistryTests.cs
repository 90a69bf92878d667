using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the completions that Tab offers from the registries in the configuration of this user's tools.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class ConfiguredRegistryTests
{
    [Theory]
    [InlineData("""{ "auths": { "contoso.azurecr.io": {}, "https://fabrikam.azurecr.cn/v1/": {}, "ghcr.io": {} }, "credHelpers": { "northwind.azurecr.us": "acr" } }""", "contoso.azurecr.io, fabrikam.azurecr.cn, northwind.azurecr.us, wingtip")]
    [InlineData("[]", "wingtip")]
    [InlineData("{ \"auths\": 7", "wingtip")]
    public void Registries_of_docker_and_of_the_Azure_CLI_are_offered(string configuration, string offered)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("config.json", configuration);
        directory.Write("config", "[cloud]\nname = AzureCloud\n[defaults]\ngroup = images\nacr = wingtip\n");
        using var environment = new EnvironmentScope(
            ("DOCKER_CONFIG", directory), ("AZURE_CONFIG_DIR", directory), ("XDG_CONFIG_HOME", directory), ("XDG_RUNTIME_DIR", directory), ("REGISTRY_AUTH_FILE", null));
        using var engine = new ModuleEngine(alone: true);

        IEnumerable<string> texts = engine.Run("[System.Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, $null).CompletionMatches", "Test-AcrHealth ")
            .Output.Select(match => ((CompletionResult)match.BaseObject).CompletionText);

        Assert.Equal(offered, string.Join(", ", texts.Order(StringComparer.Ordinal)));
    }
}
