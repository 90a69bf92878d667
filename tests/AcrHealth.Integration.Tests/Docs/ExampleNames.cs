using System.Text.RegularExpressions;
using AcrHealth.Simulator;

namespace AcrHealth.Integration.Tests.Docs;

/// <summary>
/// The made-up names of the documentation, and what they stand for in the simulator: contoso is a registry in which all is well, the others
/// have each their fault.
/// </summary>
internal sealed partial class ExampleNames(AzureSimulator azure)
{
    /// <summary>The registries by their names in the documentation, with their faults in the simulator.</summary>
    public static IReadOnlyDictionary<string, string> Faults { get; } = new Dictionary<string, string>
    {
        ["contoso"] = Fault.Healthy.Name,
        ["fabrikam"] = "forbidden",
        ["northwind"] = "tls-expired",
    };

    private readonly (string Name, string Real)[] _others =
    [
        ("localhost:5443", azure.Healthy.LoginServer),
        ("team/app:1.0", SimulatedRegistry.Repository + ":latest"),
        ("team/app", SimulatedRegistry.Repository),
        ("samples/hello-world", SimulatedRegistry.PublicRepository),
        ("11111111-2222-3333-4444-555555555555", azure.ManagedIdentity.ClientId),
    ];

    /// <summary>The text with the simulator's names.</summary>
    public string Resolve(string text) => _others.Aggregate(
        Registry().Replace(text, name => azure[Faults[name.Groups["name"].Value]].LoginServer),
        (resolved, other) => resolved.Replace(other.Name, other.Real, StringComparison.Ordinal));

    // Not in variables, paths and the names of files.
    [GeneratedRegex(@"(?<![\w$./-])(?<name>contoso|fabrikam|northwind)(\.azurecr\.io)?(?![\w-]|\.\w)")]
    private static partial Regex Registry();
}
