using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>
/// Runs the module in a process that has a resolv.conf, a hosts file and an nsswitch.conf of its own: both the operating system's resolver
/// and DnsClient read them, and no other process does.
/// </summary>
internal sealed class NameSandbox : IDisposable
{
    private const string Mount =
        """
        for file in resolv.conf hosts nsswitch.conf; do mount --bind "$1/$file" "/etc/$file" || exit 99; done
        shift
        exec "$@"
        """;

    private readonly TemporaryDirectory _directory = new();

    public NameSandbox(NameSettings settings)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root, on Linux, mounts files over those of /etc.");
        _directory.Write("resolv.conf", $"nameserver {settings.Server}\n");
        _directory.Write("hosts", $"{settings.Localhost} localhost\n{settings.Hosts}\n");
        _directory.Write("nsswitch.conf", $"hosts: {settings.Sources}\n");
    }

    /// <summary>Runs a script there, and gives what it wrote.</summary>
    public async Task<IReadOnlyList<PSObject>> RunAsync(string script)
    {
        string output = _directory.Under("output.xml");
        string whole = $"[IO.File]::WriteAllText('{output}', [Management.Automation.PSSerializer]::Serialize(@({script}), 6))";
        CommandResult result = await Command.RunAsync(
            Installed.OrSkip("unshare", "util-linux"),
            ["--mount", "--propagation", "private", "/bin/sh", "-c", Mount, "sh", _directory.Path, Installed.OrSkip("dotnet", "dotnet-sdk"), PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-Command", $"Import-Module '{ModuleEngine.ModulePath}'; {whole}"],
            [("LC_ALL", "C.UTF-8"), ("https_proxy", null), ("HTTPS_PROXY", null), ("all_proxy", null), ("ALL_PROXY", null), ("POWERSHELL_TELEMETRY_OPTOUT", "1")]);
        Assert.SkipWhen(result.ExitCode == 99 || result.Error.Contains("unshare failed", StringComparison.Ordinal), $"Nothing can be mounted here: {result.Error}");
        Assert.True(File.Exists(output), $"{result.ExitCode}: {result.Error}{result.Output}");
        return [.. LanguagePrimitives.GetEnumerable(PSSerializer.Deserialize(await File.ReadAllTextAsync(output))).Cast<object>().Select(PSObject.AsPSObject)];
    }

    /// <summary>Checks registries there, with all code loaded and compiled by a run before it: an explanation is not waited for long.</summary>
    public Task<IReadOnlyList<CheckResult>> CheckAsync(IEnumerable<string> registries, string parameters) => CheckAsync(registries, [], parameters);

    /// <summary>The same, with the registries that keep a run waiting in one of their own.</summary>
    public async Task<IReadOnlyList<CheckResult>> CheckAsync(IEnumerable<string> registries, IEnumerable<string> slow, string parameters)
    {
        string check = Check(registries, parameters);
        string rest = slow.Any() ? Check(slow, parameters) : string.Empty;
        return [.. (await RunAsync($"& {{ $null = {check}; {check}; {rest} }}")).Select(item => new CheckResult(item))];
    }

    private static string Check(IEnumerable<string> registries, string parameters) =>
        $"Test-AcrHealth {string.Join(',', registries.Select(registry => $"'{registry}'"))} {parameters}";

    public void Dispose() => _directory.Dispose();
}
