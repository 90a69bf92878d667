using System.Runtime.InteropServices;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Shell;

/// <summary>
/// The PowerShell that people have, as a program, which finds this module and Pester by name. It trusts the authorities of one file and no
/// others, which OpenSSL makes possible: on other systems than Linux its tests are skipped.
/// </summary>
internal sealed class RealPowerShell : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly TemporaryDirectory _directory = new();
    private readonly (string Name, string? Value)[] _environment;

    /// <param name="programs">The folder of programs that come before the system's.</param>
    /// <param name="authorities">The PEM file of the certificate authorities to trust; the system's where it is left out.</param>
    /// <param name="pester">The version of Pester that it finds; the first of <see cref="PesterVersions"/> if it is left out.</param>
    public RealPowerShell(string? programs = null, string? authorities = null, string? pester = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The authorities that a process trusts can be set on Linux only.");
        Modules = _directory.Make("modules");
        Directory.CreateSymbolicLink(Path.Combine(Modules, "AcrHealth"), Path.GetDirectoryName(ModuleEngine.ModulePath)!);
        Directory.CreateSymbolicLink(Path.Combine(Modules, "Pester"), PathOfPester(pester ?? PesterVersions[0]));
        _environment =
        [
            ("PSModulePath", Modules),
            ("PATH", string.Join(Path.PathSeparator, new[] { programs, "/usr/bin", "/bin" }.Where(folder => folder is not null))),
            ("HOME", _directory.Make("home")),
            ("DOTNET_ROOT", Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory())),
            ("SSL_CERT_FILE", authorities),
            ("LANG", "C.UTF-8"),
            ("NO_COLOR", "1"),
            ("POWERSHELL_TELEMETRY_OPTOUT", "1"),
            ("POWERSHELL_UPDATECHECK", "Off"),
            ("DOCKER_COMMAND", null),
            ("HTTPS_PROXY", null),
            ("https_proxy", null),
        ];
    }

    /// <summary>The folder in which it finds this module and Pester.</summary>
    public string Modules { get; }

    /// <summary>The versions of Pester that the module's operator is promised for.</summary>
    public static IReadOnlyList<string> PesterVersions { get; } = Metadata("PesterVersions").Split(';');

    /// <summary>The folder that NuGet has put Pester's module into.</summary>
    public static string PesterPath => PathOfPester(PesterVersions[0]);

    private static string Program => Metadata("PowerShellPath");

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The arguments after <c>pwsh -NoProfile -NonInteractive</c>.</param>
    /// <param name="environment">Variables beside its own.</param>
    public Task<CommandResult> RunAsync(IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)>? environment = null) => Command.RunAsync(
        Program, ["-NoProfile", "-NonInteractive", .. arguments], [.. _environment, .. environment ?? []], deadline: Deadline);

    /// <summary>Opens it in a terminal, where it stays at its prompt after a command.</summary>
    // A test run that ignores signals, as in the background or below nohup, hands that on.
    public Terminal OpenTerminal(string command, IEnumerable<(string Name, string? Value)> environment) => new(
        $"env --default-signal=HUP,INT,QUIT '{Program}' -NoProfile -NoLogo -NoExit -Command \"{command}\"", [.. _environment, ("TERM", "dumb"), .. environment]);

    public void Dispose() => _directory.Dispose();

    private static string PathOfPester(string version) => Path.Combine(Metadata("PesterPackages"), version, "tools");

    private static string Metadata(string key) =>
        BuildMetadata.Of(typeof(RealPowerShell).Assembly, key);
}
