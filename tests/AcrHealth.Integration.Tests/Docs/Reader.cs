using System.Text.Json;
using AcrHealth.Integration.Tests.Parity;
using AcrHealth.Integration.Tests.Shell;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Docs;

/// <summary>Somebody who types all that a page shows into the real PowerShell, on a machine where all is well, with the simulator for Azure.</summary>
public sealed class Reader : IAsyncLifetime
{
    // The simulator cannot stand in for these programs. They do nothing, except for the Azure CLI, which gives a token.
    private static readonly string[] OtherPrograms = ["dotnet", "git", "kubectl"];

    private readonly TemporaryDirectory _directory = new();
    private AzureSimulator? _azure;
    private ExampleNames? _names;
    private RealPowerShell? _shell;
    private string? _programs;

    public async ValueTask InitializeAsync()
    {
        _azure = await AzureSimulator.StartAsync(new() { Faults = [.. ExampleNames.Faults.Values.Where(fault => fault != Fault.Healthy.Name)] });
        _names = new(_azure);
        string programs = _programs = new FakePrograms().Write(_directory.Under("programs"));
        if (ShellProgram.CanRun)
        {
            ShellProgram.Write(programs, "az", "case \"$*\" in *get-access-token*) echo \"$EXAMPLE_TOKEN\" ;; esac");
            foreach (string program in OtherPrograms)
            {
                ShellProgram.Write(programs, program, ":");
            }
        }

        _shell = new(programs, _azure.WriteCertificateAuthority(Authority));
    }

    public async ValueTask DisposeAsync()
    {
        _shell?.Dispose();
        _directory.Dispose();
        if (_azure is not null)
        {
            await _azure.DisposeAsync();
        }
    }

    /// <summary>Runs the blocks one after the other in one session, and gives what went wrong, by line.</summary>
    /// <param name="page">The page.</param>
    /// <param name="blocks">The blocks of the page.</param>
    /// <param name="pester">The version of Pester; the usual one if it is left out.</param>
    internal async Task<IReadOnlyList<string>> ReadAsync(string page, IEnumerable<CodeBlock> blocks, string? pester = null)
    {
        using RealPowerShell? other = pester is null ? null : new(_programs, Authority, pester);
        RealPowerShell shell = other ?? _shell!;
        CodeBlock[] resolved = [.. blocks.Select(block => block with { Code = _names!.Resolve(block.Code) })];
        string place = _directory.Make($"{page.Replace('/', '-')}{pester}");
        WriteFiles(place);
        string report = Path.Combine(place, ".report");
        string given = Path.Combine(place, ".blocks");
        await File.WriteAllTextAsync(given, JsonSerializer.Serialize(resolved), TestContext.Current.CancellationToken);

        CommandResult run = await shell.RunAsync(["-WorkingDirectory", place, "-File", Script, given, report], Environment(place, shell));

        BlockReport[] logged = File.Exists(report)
            ? [.. File.ReadLines(report).Select(line => JsonSerializer.Deserialize<BlockReport>(line)!)]
            : [];
        return
        [
            .. logged.SelectMany(block => block.Troubles.Select(trouble => $"{page}:{block.Line}: {trouble}")),
            .. resolved.Skip(logged.Length).Take(1).Select(block => $"{page}:{block.Line}: the session ended here. {run.Output}{run.Error}"),
        ];
    }

    private string Authority => _directory.Under("ca.pem");

    private static string Script => Path.Combine(ModuleEngine.RepositoryRoot, "tests", "AcrHealth.Integration.Tests", "Docs", "Invoke-Page.ps1");

    private IEnumerable<(string Name, string? Value)> Environment(string place, RealPowerShell shell) =>
    [
        // The module that a page imports by its path is the one that is found by its name.
        ("PSModulePath", string.Join(Path.PathSeparator, Path.Combine(place, "out"), shell.Modules)),
        .. _azure!.EnvironmentVariables.Select(variable => (variable.Key, (string?)variable.Value)),
        .. _azure.ManagedIdentity.EnvironmentVariables.Select(variable => (variable.Key, (string?)variable.Value)),
        ("EXAMPLE_REGISTRIES", string.Join(' ', ExampleNames.Faults.Keys.Select(_names!.Resolve))),
        ("EXAMPLE_TOKEN", _azure.Identity.IssueEntraToken()),
        ("EXAMPLE_USER", _azure.UserName),
        ("EXAMPLE_PASSWORD", _azure.Password),
    ];

    // The files that a reader would have.
    private void WriteFiles(string place)
    {
        string[] registries = [.. ExampleNames.Faults.Keys.Select(_names!.Resolve)];
        File.Copy(Authority, Path.Combine(place, "ca.pem"));
        File.WriteAllLines(Path.Combine(place, "registries.txt"), registries);
        File.WriteAllLines(Path.Combine(place, "machines.txt"), ["node-1", "node-2"]);
        File.WriteAllLines(Path.Combine(place, "registries.csv"), ["LoginServer", .. registries]);
        Directory.CreateSymbolicLink(Path.Combine(place, "out"), Path.Combine(ModuleEngine.RepositoryRoot, "out"));
    }
}
