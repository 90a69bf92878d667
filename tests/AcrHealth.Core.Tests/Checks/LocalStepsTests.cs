using AcrHealth.Checks.Environment;
using AcrHealth.Core.Tests.Support;

namespace AcrHealth.Core.Tests.Checks;

[Collection(EnvironmentChangers.Name)]
public sealed class LocalStepsTests
{
    [Fact]
    public void Homebrew_is_named_on_macOS_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of this test are shell scripts.");
        using var directory = new TemporaryDirectory();
        using var variables = new EnvironmentVariables();
        directory.Script("brew", "exit 0");
        variables["PATH"] = directory.Path;

        string[] steps = [.. LocalSteps.InstallDocker(), .. LocalSteps.InstallHelm()];

        Assert.Equal(OperatingSystem.IsMacOS(), steps.Any(step => step.Contains("brew", StringComparison.Ordinal)));
    }
}
