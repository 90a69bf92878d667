using System.Runtime.InteropServices;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Support;

/// <summary>The native program, published once when the first test asks for it; ACRHEALTH_NATIVE names one that was published before.</summary>
public sealed class NativeProgram : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("acrhealth-native-");
    private readonly Lazy<Task<string>> _path;

    public NativeProgram() => _path = new(PublishAsync);

    /// <summary>The path of the program.</summary>
    public Task<string> PathAsync() => _path.Value;

    /// <summary>The program.</summary>
    internal async Task<CliProgram> ProgramAsync() => new(await _path.Value, []);

    public async ValueTask DisposeAsync()
    {
        if (_path.IsValueCreated)
        {
            await _path.Value.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        _folder.Delete(recursive: true);
    }

    private async Task<string> PublishAsync()
    {
        if (Environment.GetEnvironmentVariable("ACRHEALTH_NATIVE") is { Length: > 0 } published)
        {
            return published;
        }

        CliOutcome outcome = await Shell.RunAsync(
            PowerShellProgram.DotNet,
            ["publish", CliProgram.Project, $"-p:CliRuntime={RuntimeInformation.RuntimeIdentifier}", "-o", _folder.FullName, "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false"],
            Command.WithoutBuild.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));
        Assert.True(outcome.ExitCode == 0, outcome.All);
        return Path.Combine(_folder.FullName, OperatingSystem.IsWindows() ? "acrhealth.exe" : "acrhealth");
    }
}
