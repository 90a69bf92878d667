using System.Diagnostics;
using AcrHealth.Cli.Tests.Support;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Native;

/// <summary>The native program: its size, its memory, its language, and how it is compiled.</summary>
[Trait("Suite", "Long")]
public sealed class NativeProgramTests(SimulatedAzure simulated, NativeProgram native)
{
    private const long MaximumSize = 20_000_000;
    private const int MaximumMemory = 40 * 1024;

    [Fact]
    public async Task It_is_one_file_of_at_most_20_MB_that_needs_no_runtime()
    {
        var file = new FileInfo(await native.PathAsync());
        CliOutcome outcome = await (await native.ProgramAsync()).RunAsync(
            simulated.Test(["healthy"], "--output", "summary"), variables: [.. simulated.Identity, KeyValuePair.Create("DOTNET_ROOT", (string?)"/nowhere"), KeyValuePair.Create("PATH", (string?)"/nowhere")]);

        Assert.True(outcome.ExitCode == 0, outcome.All);
        Assert.True(file.Length <= MaximumSize, $"{file.Length} bytes");
        Assert.DoesNotContain(file.Directory!.EnumerateFiles("*", SearchOption.AllDirectories), other => other.Extension is ".dll" or ".so");
    }

    [Fact]
    public async Task A_run_peaks_at_40_MiB_at_most()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The peak is read from a child's usage, in the units of Linux.");
        const string Script = "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)";

        CliOutcome outcome = await Shell.RunAsync(Installed.OrSkip("python3", "python3"), ["-c", Script, await native.PathAsync(), .. simulated.Test(["healthy"])], simulated.Identity);

        Assert.True(outcome.ExitCode == 0, outcome.All);
        int peak = int.Parse(outcome.Output, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(peak <= MaximumMemory, $"{peak} KiB");
    }

    [Fact]
    public async Task It_speaks_Korean_without_ICU()
    {
        CliOutcome outcome = await (await native.ProgramAsync()).RunAsync(["errors", "DOCKER_DAEMON_ERROR"], variables: [KeyValuePair.Create("LANG", (string?)"ko_KR.UTF-8")]);

        Assert.Contains(outcome.Output, character => character is >= '\uAC00' and <= '\uD7A3');
    }

    [Fact]
    public async Task A_signal_ends_it_with_its_code()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with a program of Unix.");
        var hanging = await simulated.Azure.AddRegistryAsync("hang", TestContext.Current.CancellationToken);
        using Process process = (await native.ProgramAsync())
            .Start([.. simulated.Test([], "--timeout-seconds", "120", "--anonymous"), "--", hanging.LoginServer]);
        await Eventually.HoldsAsync(() => hanging.Traffic.Requests > 0, TimeSpan.FromSeconds(60));

        await Command.SignalAsync(process, "TERM");
        await Command.WaitAsync(process);

        Assert.Equal(143, process.ExitCode);
    }

    [Fact]
    public async Task No_warning_of_the_compiler_is_suppressed_and_each_one_fails_the_publish()
    {
        CliOutcome outcome = await Shell.RunAsync(
            PowerShellProgram.DotNet, ["msbuild", CliProgram.Project, "-p:CliRuntime=linux-x64", "-getProperty:PublishAot,TreatWarningsAsErrors,ILLinkTreatWarningsAsErrors,NoWarn,SuppressTrimAnalysisWarnings"]);

        Assert.True(outcome.ExitCode == 0, outcome.All);
        Assert.Contains("\"PublishAot\": \"true\"", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\"TreatWarningsAsErrors\": \"true\"", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"SuppressTrimAnalysisWarnings\": \"true\"", outcome.Output, StringComparison.Ordinal);

        // The SDK itself turns off one: a suppression that nothing needs.
        Assert.DoesNotMatch(@"IL\d{4}", outcome.Output.Replace("IL2121", string.Empty, StringComparison.Ordinal));
    }
}
