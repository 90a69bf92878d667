using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>Covers the calls of dotnet by build.ps1, run by the real PowerShell with a dotnet that records its arguments.</summary>
public sealed class BuildScriptTests(Packages packages)
{
    [Theory]
    [InlineData("-Task Pack", "build|-t:PackModule")]
    [InlineData("-Task Pack -Prerelease preview1 -ProjectUrl https://example.test/a", "build|-t:PackModule|-p:VersionSuffix=preview1|-p:ProjectUrl=https://example.test/a")]
    [InlineData("-Task Image", "build|-t:PackImage")]
    [InlineData("-Task Image -Prerelease preview1", "build|-t:PackImage|-p:VersionSuffix=preview1")]
    [InlineData("-Task Build", "build|{root}/src/AcrHealth|--configuration|Release")]
    [InlineData("-Task Build -Configuration Debug", "build|{root}/src/AcrHealth|--configuration|Debug")]
    public async Task Its_tasks_reach_dotnet_as_they_are_meant(string task, string arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        string folder = packages.NewFolder(Guid.NewGuid().ToString());
        string standIn = Path.Combine(folder, "dotnet");
        await File.WriteAllTextAsync(standIn, $"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{folder}/asked'\n", TestContext.Current.CancellationToken);
#pragma warning disable CA1416 // Skipped there.
        File.SetUnixFileMode(standIn, UnixFileMode.UserRead | UnixFileMode.UserExecute);
#pragma warning restore CA1416

        await BuildCommand.SucceedAsync(
            folder,
            "dotnet",
            [PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-Command", $"$env:PATH = '{folder}:' + $env:PATH; & '{Sources.Root}/build.ps1' {task}"],
            ("HOME", folder),
            ("POWERSHELL_TELEMETRY_OPTOUT", "1"),
            ("POWERSHELL_UPDATECHECK", "Off"));

        string[] asked = await File.ReadAllLinesAsync(Path.Combine(folder, "asked"), TestContext.Current.CancellationToken);
        Assert.Equal(arguments.Replace("{root}", Sources.Root, StringComparison.Ordinal), string.Join('|', asked));
    }
}
