using AcrHealth.Testing;
using static AcrHealth.Engine.Tests.ContainerClientSandbox;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the checks of this machine's container client and its engine: programs, files and variables of our own.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class MachineChecksTests(Simulated simulated) : IDisposable
{
    private readonly ContainerClientSandbox _sandbox = new(simulated);

    [Fact]
    public void A_machine_without_a_client_has_nothing_to_say()
    {
        ScriptOutcome outcome = _sandbox.Check("-ExcludeCheck DockerCommand, DockerVersion, DockerDaemon, DockerPull, Helm*");

        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
    }

    [Fact]
    public void What_has_nothing_to_say_says_why_when_it_is_asked_for_by_name()
    {
        ScriptOutcome outcome = _sandbox.Check("-Check Proxy, ContainerPlatform, DiskSpace, DockerCredential, DockerConfiguration");

        Assert.All(
            outcome.Results.Where(result => result.Check is "ContainerPlatform" or "DiskSpace" or "DockerCredential" or "DockerConfiguration"),
            result => Assert.Equal(("Skipped", "There is no container engine."), (result.Status, result.Message)));
        Assert.Equal(5, outcome.Results.Count(result => result.Status == "Skipped" && result.BlockedBy.Count == 0));
    }

    [Fact]
    public void The_engine_is_asked_once_for_this_machine_and_all_registries()
    {
        _sandbox.Docker(Info());

        ScriptOutcome outcome = _sandbox.Run(
            "1..20 | ForEach-Object { \"contoso$_.azurecr.io\" } | Test-AcrHealth -Check DockerConfiguration, DockerCredential, DiskSpace, ContainerPlatform");

        Assert.Equal(40, outcome.Results.Count(result => result.Check is "DockerConfiguration" or "DockerCredential"));
        Assert.Single(File.ReadAllLines(Path.Combine(_sandbox.Directory, "log")), line => line.StartsWith("info", StringComparison.Ordinal));
    }

    [Fact]
    public void An_engine_that_does_not_answer_is_DockerDaemons_to_tell_and_nothing_of_ours()
    {
        _sandbox.Program("docker", "[ \"$1\" = --version ] && { echo 'Docker version 28.2.2, build e6534b4'; exit 0; }; [ \"$1\" = info ] && { echo '{\"ServerVersion\":\"\",\"ClientInfo\":{}}'; }; exit 1");

        ScriptOutcome outcome = _sandbox.Check("-ExcludeCheck DockerPull, Helm*");

        Assert.Equal("DockerDaemon", Assert.Single(outcome.Results, result => result.Status != "Passed").Check);
        Assert.DoesNotContain(outcome.Results, result => result.Check is "ContainerPlatform" or "DiskSpace" or "DockerCredential" or "DockerConfiguration");
    }

    [Fact]
    public void A_client_that_hangs_on_info_holds_nobody_up_for_long()
    {
        _sandbox.Program("docker", "[ \"$1\" = info ] && exec sleep 60; echo 'Docker version 28.2.2, build e6534b4'");

        ScriptOutcome outcome = _sandbox.Check("-ExcludeCheck DockerPull, Helm* -TimeoutSeconds 2");

        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
        Assert.DoesNotContain(outcome.Results, result => result.Check is "ContainerPlatform" or "DiskSpace" or "DockerConfiguration");
    }

    [Theory]
    [InlineData("linux", "Debian GNU/Linux 12", "Passed", "linux/amd64")]
    [InlineData("windows", "Microsoft Windows Server Version 21H2", "Passed", "windows/amd64")]
    [InlineData("windows", "Microsoft Windows Version 22H2", "Warning", "cannot pull images for Linux")]
    public void The_platform_of_the_engines_images_is_told(string system, string host, string status, string says)
    {
        _sandbox.Docker(Info($"\"OSType\":\"{system}\",\"OperatingSystem\":\"{host}\""));

        CheckResult platform = _sandbox.Run("Test-AcrHealth -Check ContainerPlatform").Check("ContainerPlatform");

        Assert.Equal(status, platform.Status);
        Assert.Contains(says, platform.Message, StringComparison.Ordinal);
        Assert.Equal(system, platform.DetailOf("OS"));
    }

    [Fact]
    public void The_room_where_images_go_is_measured_on_this_machines_engine_only()
    {
        _sandbox.Docker(Info($"\"DockerRootDir\":\"{_sandbox.Directory}\""));
        CheckResult here = _sandbox.Run("Test-AcrHealth -Check DiskSpace").Check("DiskSpace");
        _sandbox.Docker(Info($"\"Name\":\"docker-desktop\",\"DockerRootDir\":\"{_sandbox.Directory}\""));
        CheckResult elsewhere = _sandbox.Run("Test-AcrHealth -Check DiskSpace").Check("DiskSpace");

        Assert.Equal(new DriveInfo(_sandbox.Directory).TotalSize, here.DetailOf("TotalBytes"));
        Assert.Equal(_sandbox.Directory.Path, here.DetailOf("Path"));
        Assert.Equal("Skipped", elsewhere.Status);
        Assert.Contains("on another machine", elsewhere.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_that_verifies_no_certificate_of_the_registrys_is_a_warning()
    {
        _sandbox.Docker(Info($"\"RegistryConfig\":{{\"IndexConfigs\":{{\"{_sandbox.Registry}\":{{\"Secure\":false}}}},\"InsecureRegistryCIDRs\":[\"127.0.0.0/8\"],\"Mirrors\":[\"https://{_sandbox.Registry}/\"]}}"));

        CheckResult result = _sandbox.Check("-Check DockerConfiguration").Check("DockerConfiguration");

        Assert.Equal("Warning", result.Status);
        Assert.Equal("EngineVerifiesNothing", result.Finding);
        Assert.Contains($"does not verify the certificate of {_sandbox.Registry}", result.Message, StringComparison.Ordinal);
        Assert.Contains("Docker Hub's images", result.Message, StringComparison.Ordinal);
        Assert.Equal(3, result.Remediation.Count);
        Assert.Equal(true, result.DetailOf("IsInsecure"));
    }

    [Fact]
    public void An_engine_that_takes_another_way_than_the_session_is_a_warning_without_its_password()
    {
        _sandbox.Docker(Info($"\"HttpsProxy\":\"http://alice:{Canary}@proxy.example:3128\",\"NoProxy\":\"fabrikam.azurecr.io\""));

        ScriptOutcome outcome = _sandbox.Run("Test-AcrHealth contoso, fabrikam -Check DockerConfiguration");

        CheckResult other = Assert.Single(outcome.Results, result => result is { Check: "DockerConfiguration", Registry: "contoso.azurecr.io" });
        Assert.Equal("Warning", other.Status);
        Assert.Contains("through the proxy http://proxy.example:3128, while this session goes directly", other.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, string.Join('\n', outcome.Results), StringComparison.Ordinal);
        Assert.Equal("Skipped", Assert.Single(outcome.Results, result => result is { Check: "DockerConfiguration", Registry: "fabrikam.azurecr.io" }).Status);
    }

    [Fact]
    public void Podmans_own_settings_for_the_registry_are_told()
    {
        _sandbox.Program("docker", $"[ \"$1\" = info ] && cat '{_sandbox.Directory}/info'; exit 0");
        File.WriteAllText(
            Path.Combine(_sandbox.Directory, "info"),
            "{\"host\":{\"os\":\"linux\",\"arch\":\"amd64\"},\"store\":{},\"registries\":{\"contoso.azurecr.io\":{\"Blocked\":true},"
                + $"\"fabrikam.azurecr.io\":{{\"Mirrors\":[{{\"Location\":\"alice:{Canary}@mirror.example\"}}]}}}}}}");

        ScriptOutcome outcome = _sandbox.Run("Test-AcrHealth contoso, fabrikam -Check DockerConfiguration");

        CheckResult blocked = Assert.Single(outcome.Results, result => result is { Check: "DockerConfiguration", Registry: "contoso.azurecr.io" });
        Assert.Equal("DOCKER_CONFIGURATION_ERROR", blocked.ErrorCode);
        CheckResult mirrored = Assert.Single(outcome.Results, result => result is { Check: "DockerConfiguration", Registry: "fabrikam.azurecr.io" });
        Assert.Equal("Warning", mirrored.Status);
        Assert.Contains("asks mirror.example before", mirrored.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, string.Join('\n', outcome.Results), StringComparison.Ordinal);
    }

    public void Dispose() => _sandbox.Dispose();
}
