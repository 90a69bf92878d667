using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>A missing tool is a Warning with its code, unless it is what the caller wants to know about; a broken one is Failed.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class MissingToolTests : IDisposable
{
    private const string Nowhere = "localhost:1 -Anonymous";

    private readonly MachineSandbox _machine = new();

    [Theory]
    [InlineData($"Test-AcrHealth {Nowhere}", "Warning", "Warning")]
    [InlineData($"Test-AcrHealth {Nowhere} -Check *", "Warning", "Warning")]
    [InlineData("'localhost:1' | Test-AcrHealth -Anonymous", "Warning", "Warning")]
    [InlineData("Test-AcrHealth -WhatIf", "Failed", "Warning")]
    [InlineData($"Test-AcrHealth {Nowhere} -Check Docker*, Helm*", "Failed", "Failed")]
    [InlineData($"Test-AcrHealth {Nowhere} -Check DockerPull, HelmVersion -Force", "Failed", "Failed")]
    [InlineData("Test-AcrHealth -Check HelmVersion, DockerVersion", "Failed", "Failed")]
    public void A_missing_tool_fails_only_those_who_want_it(string script, string docker, string helm)
    {
        ScriptOutcome outcome = _machine.Run(script);

        Assert.Equal(("ClientMissing", docker, "DOCKER_COMMAND_ERROR"), Facts(outcome.Check("DockerCommand")));
        Assert.Equal(("HelmMissing", helm, "HELM_COMMAND_ERROR"), Facts(outcome.Check("HelmCommand")));
        Assert.All(outcome.Results.Where(result => result.Check is "DockerVersion" or "DockerDaemon"), result => Assert.Equal(["DockerCommand"], result.BlockedBy));
        Assert.All(outcome.Results.Where(result => result.Check == "HelmVersion"), result => Assert.Equal(["HelmCommand"], result.BlockedBy));
    }

    [Fact]
    public void A_registry_is_healthy_without_tools_and_this_machine_is_not()
    {
        Assert.True((bool)Assert.Single(_machine.Run("Test-AcrHealth contoso.azurecr.io -Check LoginServer -Quiet").Output).BaseObject);
        Assert.True((bool)Assert.Single(_machine.Run($"Test-AcrHealth {Nowhere} -ExcludeCheck Tls -Quiet").Output).BaseObject);
        Assert.False((bool)Assert.Single(_machine.Run("Test-AcrHealth -Quiet").Output).BaseObject);
        _machine.Client("docker");
        Assert.True((bool)Assert.Single(_machine.Run("Test-AcrHealth -Quiet -WhatIf").Output).BaseObject);
    }

    [Fact]
    public void A_tool_that_is_there_and_broken_is_Failed_beside_registries_too()
    {
        _machine.Client("docker", ("ps*", MachineSandbox.Fails("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?")));
        _machine.Program("helm", "echo v2.9.1+g20adb27");

        ScriptOutcome outcome = _machine.Run($"Test-AcrHealth {Nowhere}");

        Assert.Equal(("EngineNotRunning", "Failed", "DOCKER_DAEMON_ERROR"), Facts(outcome.Check("DockerDaemon")));
        Assert.Equal(("HelmTooOld", "Failed", "HELM_VERSION_ERROR"), Facts(outcome.Check("HelmVersion")));
    }

    [Theory]
    [InlineData("docker.exe", "docker.exe")]
    [InlineData("finch", "finch")]
    public void Another_client_on_the_path_is_named_in_the_variable(string name, string other)
    {
        _machine.Program(name, "exit 0");

        CheckResult result = _machine.Run("Test-AcrHealth -Check DockerCommand").Check("DockerCommand");

        Assert.Equal(("ClientUnderOtherName", "Failed", "DOCKER_COMMAND_ERROR"), Facts(result));
        Assert.Contains($"`$env:DOCKER_COMMAND = '{other}'`", result.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void In_WSL_the_integration_of_this_distribution_is_the_other_way()
    {
        _machine.Program("docker.exe", "exit 0");

        CheckResult result = _machine.Run("Test-AcrHealth -Check DockerCommand", ("WSL_DISTRO_NAME", "Debian")).Check("DockerCommand");

        Assert.Contains("WSL integration for Debian", result.Remediation[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sudo docker", "ClientVariableIsCommandLine", "`$env:DOCKER_COMMAND = 'docker'`")]
    [InlineData("docker --context build", "ClientVariableIsCommandLine", "`$env:DOCKER_COMMAND = 'docker'`")]
    [InlineData("./docker", "ClientPathIsRelative", "Remove-Item Env:DOCKER_COMMAND")]
    [InlineData("nosuchclient", "ClientVariableNamesNothing", "Remove-Item Env:DOCKER_COMMAND")]
    public void A_variable_that_names_no_program_is_reported(string value, string finding, string firstRemedy)
    {
        CheckResult result = _machine.Run("Test-AcrHealth -Check DockerCommand", ("DOCKER_COMMAND", value)).Check("DockerCommand");

        Assert.Equal((finding, "Failed", "DOCKER_COMMAND_ERROR"), Facts(result));
        Assert.Contains(firstRemedy, result.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_with_spaces_is_no_command_line()
    {
        Directory.CreateDirectory(Path.Combine(_machine.Root, "my tools"));
        _machine.Client("my tools/docker");

        Assert.Equal("Passed", _machine.Run("Test-AcrHealth -Check DockerDaemon", ("DOCKER_COMMAND", Path.Combine(_machine.Root, "my tools", "docker"))).Check("DockerDaemon").Status);
    }

    [Theory]
    [InlineData("docker", "DockerCommand", "DOCKER_COMMAND_ERROR")]
    [InlineData("helm", "HelmCommand", "HELM_COMMAND_ERROR")]
    public void What_has_the_name_and_cannot_be_run_is_broken(string name, string check, string code)
    {
        Directory.CreateDirectory(Path.Combine(_machine.Root, name));
        Assert.Equal(("ProgramIsDirectory", "Failed", code), Facts(_machine.Run($"Test-AcrHealth {Nowhere}").Check(check)));

        Directory.Delete(Path.Combine(_machine.Root, name));
        _machine.File(name, "#!/bin/sh\n");
        CheckResult flat = _machine.Run($"Test-AcrHealth {Nowhere}").Check(check);
        Assert.Equal(("ProgramNotExecutable", "Failed", code), Facts(flat));
        Assert.Contains($"`chmod +x {Path.Combine(_machine.Root, name)}`", flat.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ACC_CLOUD", "PROD")]
    [InlineData("AZUREPS_HOST_ENVIRONMENT", "cloud-shell/1.0")]
    public void Azure_Cloud_Shell_is_not_expected_to_have_an_engine(string variable, string value)
    {
        ScriptOutcome machine = _machine.Run("Test-AcrHealth", (variable, value));
        ScriptOutcome registry = _machine.Run($"Test-AcrHealth {Nowhere}", (variable, value));
        _machine.Client("docker", ("ps*", MachineSandbox.Fails("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?")));
        ScriptOutcome client = _machine.Run("Test-AcrHealth -Check Docker*", (variable, value));

        Assert.Equal("Skipped", machine.Check("DockerCommand").Status);
        Assert.Contains("Azure Cloud Shell", machine.Check("DockerCommand").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(registry.Results, result => result.Check.StartsWith("Docker", StringComparison.Ordinal));
        Assert.Equal("Skipped", client.Check("DockerDaemon").Status);
    }

    [Theory]
    [InlineData("apt-get", "apt-get install docker.io")]
    [InlineData("apk", "apk add docker")]
    [InlineData("dnf", "dnf install podman-docker")]
    [InlineData("zypper", "zypper install docker")]
    [InlineData("tdnf", "tdnf install moby-engine moby-cli")]
    public void What_is_missing_is_installed_by_this_machines_package_manager(string manager, string command)
    {
        _machine.Program(manager, "exit 9");

        Assert.Contains(command, _machine.Run("Test-AcrHealth -Check DockerCommand").Check("DockerCommand").Remediation[0], StringComparison.Ordinal);
    }

    public void Dispose() => _machine.Dispose();

    private static (string?, string, string?) Facts(CheckResult result) => (result.Finding, result.Status, result.ErrorCode);
}
