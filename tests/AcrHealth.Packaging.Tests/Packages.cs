using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>
/// The packages as a fresh clone makes them, at the commit of this repository or, where files of it have been changed since, with those
/// changes; files that git does not know are left out.
/// </summary>
public sealed class Packages : IAsyncDisposable
{
    // No server and no node stays behind; analyzers change no bytes, and have had their say.
    private static readonly string[] Quietly = ["-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("acrhealth-packages-");
    private readonly Lazy<Task<string>> _commit = new(FindCommitAsync);
    private readonly Lazy<Task<string>> _packed;
    private readonly Lazy<Task<string>> _simulator;

    public Packages()
    {
        Cli = new(this);
        _packed = new(() => PackAsync("clone"));
        _simulator = new(InstallAsync);
    }

    /// <summary>The packages of the native program.</summary>
    public CliPackages Cli { get; }

    /// <summary>The path of the module's package.</summary>
    public async Task<string> ModuleAsync() => Path.Combine(await _packed.Value, $"AcrHealth.{Sources.Version}.nupkg");

    /// <summary>The path of the simulator's package.</summary>
    public async Task<string> SimulatorAsync() => Path.Combine(await _packed.Value, $"AcrHealth.Simulator.{Sources.Version}.nupkg");

    /// <summary>The path of the simulator's command, installed from its package.</summary>
    public Task<string> CommandAsync() => _simulator.Value;

    /// <summary>Clones into a folder of that name, packs there and gives the folder with the packages.</summary>
    public async Task<string> PackAsync(string folder, string[]? properties = null, params (string Name, string? Value)[] environment)
    {
        string clone = Path.Combine(_root.FullName, folder);
        await BuildCommand.SucceedAsync(_root.FullName, "git", ["clone", "--quiet", "--shared", "--no-checkout", ModuleEngine.RepositoryRoot, clone]);
        await BuildCommand.SucceedAsync(clone, "git", ["checkout", "--quiet", "--detach", await _commit.Value]);
        await BuildCommand.SucceedAsync(clone, "dotnet", ["build", "-t:PackModule", "-p:PackedRuntimes=none", .. Quietly, .. properties ?? []], environment);
        return Path.Combine(clone, "out", "packages");
    }

    /// <summary>Packs the native program in the first clone, and on Linux its image, and gives the folder with them.</summary>
    public async Task<string> PackCliAsync()
    {
        string folder = await _packed.Value;
        string clone = Path.GetFullPath("../..", folder);
        await BuildCommand.SucceedAsync(clone, "dotnet", ["build", "src/AcrHealth.Cli", "-t:PackModule", .. Quietly]);
        if (CliPackages.CanMakeImages)
        {
            await BuildCommand.SucceedAsync(clone, "dotnet", ["build", "-t:PackImage", .. Quietly]);
        }

        return folder;
    }

    /// <summary>A new folder, which goes with the packages.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_root.FullName, name)).FullName;

    public async ValueTask DisposeAsync()
    {
        if (_packed.IsValueCreated)
        {
            await _packed.Value.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        // Git's objects are read-only, which Windows does not delete.
        foreach (FileInfo file in _root.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.IsReadOnly = false;
        }

        _root.Delete(recursive: true);
    }

    private static async Task<string> FindCommitAsync()
    {
        // Makes a commit of what has been changed, and nothing else; says nothing where nothing was.
        string changed = await BuildCommand.SucceedAsync(
            ModuleEngine.RepositoryRoot, "git", ["-c", "user.name=test", "-c", "user.email=test@example.invalid", "stash", "create"]);
        return changed.Trim() is { Length: > 0 } commit
            ? commit
            : (await BuildCommand.SucceedAsync(ModuleEngine.RepositoryRoot, "git", ["rev-parse", "HEAD"])).Trim();
    }

    private async Task<string> InstallAsync()
    {
        string package = await SimulatorAsync();
        string folder = NewFolder("simulator");
        string configuration = Path.Combine(folder, "nuget.config");
        await File.WriteAllTextAsync(
            configuration,
            $"""<configuration><packageSources><clear /><add key="packages" value="{Path.GetDirectoryName(package)}" /></packageSources></configuration>""");
        await BuildCommand.SucceedAsync(
            folder,
            "dotnet",
            ["tool", "install", "AcrHealth.Simulator", "--tool-path", folder, "--configfile", configuration, "--version", Sources.Version],
            // Its own folder for packages, so that one of the same version from another time is not taken.
            ("NUGET_PACKAGES", Path.Combine(folder, "packages")));
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "acrhealth-simulator.exe" : "acrhealth-simulator");
    }
}
