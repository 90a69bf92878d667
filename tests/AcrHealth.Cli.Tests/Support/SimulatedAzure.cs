using AcrHealth.Simulator;


namespace AcrHealth.Cli.Tests.Support;

/// <summary>One simulator with every fault for all tests, and the command lines that check its registries.</summary>
public sealed class SimulatedAzure : IAsyncLifetime
{
    /// <summary>The options that exclude the checks of the machine under test.</summary>
    public static readonly string[] OnlyTheRegistry = ["--exclude-check", "Docker*", "Helm*", "ContainerPlatform", "DiskSpace"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("acrhealth-cli-");

    public AzureSimulator Azure { get; private set; } = null!;

    /// <summary>The file with the simulator's certificate authority.</summary>
    public string Authority { get; private set; } = null!;

    /// <summary>The variables that make the program sign in with the simulator's service principal.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Identity => Azure.EnvironmentVariables.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));

    public async ValueTask InitializeAsync()
    {
        Azure = await AzureSimulator.StartAsync(new() { Faults = Fault.Names });
        Authority = Azure.WriteCertificateAuthority(Path.Combine(_folder.FullName, "ca.pem"));
    }

    public async ValueTask DisposeAsync()
    {
        await Azure.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A new file with a text, which goes with the fixture.</summary>
    public string Write(string text)
    {
        string file = Path.Combine(_folder.FullName, Path.GetRandomFileName());
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>The command line that checks registries, by their faults, and nothing of this machine.</summary>
    public string[] Test(IEnumerable<string> faults, params string[] options) =>
        ["test", .. faults.Select(fault => Azure[fault].LoginServer), "--ca-certificate", Authority, .. OnlyTheRegistry, .. Timeout(options), .. options];

    // A machine that is busy with other tests is no slow registry.
    private static string[] Timeout(string[] options) => options.Contains("--timeout-seconds") ? [] : ["--timeout-seconds", "120"];

    /// <summary>Checks registries by their faults, signed in.</summary>
    internal Task<CliOutcome> TestAsync(string[] faults, params string[] options) => CliProgram.Portable.RunAsync(Test(faults, options), variables: Identity);
}
