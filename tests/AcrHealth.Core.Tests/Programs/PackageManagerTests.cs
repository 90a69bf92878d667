using AcrHealth.Core.Tests.Support;
using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Programs;

[Collection(EnvironmentChangers.Name)]
public sealed class PackageManagerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly EnvironmentScope _variables = new();

    public PackageManagerTests() => _variables["PATH"] = _directory.Path;

    [Fact]
    public void Homebrew_is_named_on_macOS_alone()
    {
        Install("brew");

        Assert.Equal(OperatingSystem.IsMacOS(), PackageManager.ToInstallDocker is not null);
        Assert.Equal(OperatingSystem.IsMacOS(), PackageManager.ToInstallHelm is not null);
    }

    [Theory]
    [InlineData("dnf", "dnf upgrade helm")]
    [InlineData("zypper", "zypper update helm")]
    [InlineData("apk", "apk add --upgrade helm")]
    [InlineData("snap", "snap install helm --classic")]
    public void Helm_is_updated_by_the_package_manager_that_has_it(string manager, string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have other package managers.");
        Install(manager);

        Assert.EndsWith(command, PackageManager.ToUpdateHelm("/usr/bin/helm")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_from_a_snap_is_updated_by_snap()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Snaps are Linux's.");
        Install("apt-get");

        Assert.EndsWith("snap refresh docker", PackageManager.ToUpdateDocker(new("docker", "/snap/bin/docker"))!.Text, StringComparison.Ordinal);
        Assert.EndsWith("apt-get install --only-upgrade docker.io", PackageManager.ToUpdateDocker(new("docker", "/usr/bin/docker"))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Root_needs_no_sudo() =>
        Assert.Equal(Environment.UserName == "root" ? "apt-get install helm" : "sudo apt-get install helm", PackageManager.Line("sudo apt-get install helm")!.Text);

    public void Dispose()
    {
        _variables.Dispose();
        _directory.Dispose();
    }

    private void Install(string manager)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of this test are shell scripts.");
        _directory.Script(manager, "exit 0");
    }
}
