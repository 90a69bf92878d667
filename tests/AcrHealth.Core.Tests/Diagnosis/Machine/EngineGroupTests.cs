using AcrHealth.Checks.Machine;
using AcrHealth.Findings;
using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Diagnosis.Machine;

public sealed class EngineGroupTests
{
    private static readonly ContainerClient Docker = new("docker", "/usr/bin/docker");

    [Theory]
    [InlineData(true, "EngineGroupNotActive")]
    [InlineData(false, "EngineSocketDenied")]
    public void Who_was_put_into_the_group_after_signing_in_has_to_sign_in_again(bool groupIsNew, string finding)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The group is Linux's.");

        Assert.Equal(finding, DockerDaemonCheck.Fit(MachineFindings.EngineSocketDenied, Docker, groupIsNew).Name);
    }

    [Theory]
    [InlineData("docker:x:4294967:ana,ben", "ana", true)]
    [InlineData("docker:x:4294967:ben", "ana", false)]
    [InlineData("docker:x:4294967:", "ana", false)]
    [InlineData("dockerroot:x:4294967:ana", "ana", false)]
    public void The_groups_of_the_system_and_of_the_session_tell_who_is_new(string line, string account, bool isNew)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The group is Linux's.");
        using var directory = new TemporaryDirectory();
        string file = Path.Combine(directory.Path, "group");
        File.WriteAllText(file, $"root:x:0:\n{line}\n");

        Assert.Equal(isNew, UnixAccounts.IsNewMember(account, "docker", file));
    }
}
