using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace AcrHealth.Packaging.Tests;

/// <summary>The tool published for this platform, compiled ahead of time, as docs/performance.md has it.</summary>
[Trait("Suite", "Long")]
public sealed class AheadOfTimeTests(Packages packages)
{
    [Fact]
    public async Task The_engine_and_the_module_are_compiled_for_this_platform_and_work()
    {
        string folder = await packages.PublishAsync(RuntimeInformation.RuntimeIdentifier);

        string said = await Command.SucceedAsync(
            folder, Path.Combine(folder, OperatingSystem.IsWindows() ? "AcrHealth.Tool.exe" : "AcrHealth.Tool"), ["-Command", "(Get-AcrHealthError DOCKER_DAEMON_ERROR).Code"]);

        Assert.Equal("DOCKER_DAEMON_ERROR", said.Trim());
        string module = Path.Combine(folder, "module", "AcrHealth");
        Assert.All(
            [
                Path.Combine(folder, "System.Management.Automation.dll"), Path.Combine(folder, "AcrHealth.Tool.dll"), Path.Combine(module, "AcrHealth.dll"),
                Path.Combine(module, "AcrHealth.Core.dll"), Path.Combine(module, "dependencies", "Azure.Core.dll"), Path.Combine(module, "dependencies", "Microsoft.Identity.Client.dll"),
            ],
            file => Assert.True(IsCompiled(file), file));
        Assert.DoesNotContain(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), file => Path.GetFileName(file).StartsWith("AcrHealth.Help", StringComparison.Ordinal));
    }

    private static bool IsCompiled(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
