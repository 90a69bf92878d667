using System.Buffers.Text;
using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Why a client has no login for a registry, or one that is of no use, with the file, helper and command that are really used.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class StoredLoginFindingTests : IDisposable
{
    private const string Registry = "contoso.azurecr.io";
    private const string Canary = "canary0of1a2helper";

    private readonly MachineSandbox _machine = new();

    [Theory]
    [InlineData("pass not initialized: exit status 1: Error: password store is empty. Try \"pass init\".", "PassNotInitialized", "pass init")]
    [InlineData("exit status 2: gpg: decryption failed: No secret key", "PassKeyUnavailable", "GPG_TTY")]
    [InlineData("gpg: encryption failed: No public key", "PassKeyUnavailable", "GPG_TTY")]
    [InlineData("error listing credentials - err: exit status 1, out: `Cannot autolaunch D-Bus without X11 $DISPLAY`", "SecretServiceUnavailable", "credsStore")]
    [InlineData("The name org.freedesktop.secrets was not provided by any .service files", "SecretServiceUnavailable", "credsStore")]
    [InlineData("error getting credentials: User interaction is not allowed. (-25308)", "KeychainLocked", "unlock")]
    [InlineData("Cannot create an item in a locked collection", "KeychainLocked", "unlock")]
    [InlineData("A specified logon session does not exist. It may already have been terminated.", "WindowsCredentialsUnavailable", "interactive Windows session")]
    [InlineData("The stub received bad data.", "WindowsCredentialsUnavailable", "interactive Windows session")]
    [InlineData("exec: \"pass\": executable file not found in $PATH", "HelperNeedsProgram", "Install pass")]
    [InlineData("exec: \"docker-credential-desktop.exe\": executable file not found in $PATH", "HelperNeedsProgram", "docker-credential-desktop.exe")]
    [InlineData("dial unix /home/ana/.docker/desktop/backend.sock: connect: no such file or directory", "DesktopUnavailable", "docker desktop start")]
    [InlineData("something that nobody has seen before", "HelperFailed", "docker login contoso.azurecr.io")]
    [InlineData("exec: \"" + Canary + "\": executable file not found in $PATH", "HelperFailed", "docker login contoso.azurecr.io")]
    public void The_helpers_reason_is_told_and_nothing_else_that_it_prints(string says, string finding, string firstRemedy)
    {
        _machine.Client("docker");
        _machine.Program("docker-credential-keeper", $"cat <<'END'\n{says} {Canary}\nEND\nexit 1");
        Configure("{\"credsStore\":\"keeper\",\"auths\":{\"contoso.azurecr.io\":{}}}");

        Transcript transcript = _machine.Transcribe($"Test-AcrHealth {Registry} -Check DockerCredential");

        CheckResult result = Assert.Single(transcript.Results, result => result.Check == "DockerCredential");
        Assert.Equal((finding, "Failed", "DOCKER_CREDENTIAL_ERROR"), (result.Finding, result.Status, result.ErrorCode));
        Assert.Contains(firstRemedy, result.Remediation[0], StringComparison.Ordinal);
        Assert.Contains("docker-credential-keeper", result.Message, StringComparison.Ordinal);
        Assert.All(transcript.Texts, text => Assert.DoesNotContain(Canary, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exit 0", "HelperSilent")]
    [InlineData("echo '<html></html>'", "HelperAnswerInvalid")]
    [InlineData("exec sleep 60", "HelperTimedOut")]
    public void A_credential_helper_without_a_login_is_reported_with_its_entry(string script, string finding)
    {
        _machine.Client("docker");
        _machine.Program("docker-credential-own", script);
        Configure($"{{\"credHelpers\":{{\"{Registry}\":\"own\"}}}}");

        CheckResult result = Check("-TimeoutSeconds 2");

        Assert.Equal((finding, "Failed"), (result.Finding, result.Status));
        Assert.Contains("credHelpers[\"contoso.azurecr.io\"]", string.Join('\n', result.Remediation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"credsStore\":\"dev-containers-01234567\"}", "HelperMissing", "Remove credsStore from ~/.docker/config.json")]
    [InlineData("{\"credsStore\":\"../docker\"}", "HelperNameInvalid", "credsStore")]
    [InlineData("{\"auths\":{\"contoso.azurecr.io\":{\"auth\":\"x\"}", "ConfigurationNotJson", "Correct ~/.docker/config.json")]
    [InlineData("{\"auths\":{\"fabrikam.azurecr.io\":{\"auth\":\"no base64!\"}}}", "ConfigurationEntryBroken", "fabrikam.azurecr.io")]
    public void A_configuration_that_hides_dockers_logins_is_reported_with_its_path(string configuration, string finding, string firstRemedy)
    {
        _machine.Client("docker");
        Configure(configuration);

        CheckResult result = Check();

        Assert.Equal((finding, "Failed"), (result.Finding, result.Status));
        Assert.Contains(firstRemedy, result.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_is_longer_than_any_is_not_read()
    {
        _machine.Client("docker");
        Configure(new string(' ', (4 * 1024 * 1024) + 1));

        Assert.Equal("ConfigurationUnreadable", Check().Finding);
    }

    [Fact]
    public void A_configuration_that_is_a_directory_cannot_be_read()
    {
        _machine.Client("docker");
        Directory.CreateDirectory(Path.Combine(_machine.Home, ".docker", "config.json"));

        // For docker, too, it is as if there were none.
        Assert.Equal("Skipped", Check().Status);
    }

    [Fact]
    public void A_helper_that_may_not_be_executed_cannot_be_started()
    {
        _machine.Client("docker");
        _machine.File("docker-credential-flat", "#!/bin/sh\n");
        Configure("{\"credsStore\":\"flat\"}");

        CheckResult result = Check();

        Assert.Equal("HelperCannotStart", result.Finding);
        Assert.Contains("chmod +x", result.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_helper_of_another_provider_stores_no_logins_for_this_registry()
    {
        _machine.Client("docker");
        _machine.Program("docker-credential-ecr-login", "[ \"$1\" = list ] && { echo '{}'; exit 0; }; echo 'credentials not found in native keychain'; exit 1");
        Configure("{\"credsStore\":\"ecr-login\"}");

        CheckResult result = Check();

        Assert.Equal(("HelperCannotStore", "Warning"), (result.Finding, result.Status));
        Assert.Contains("Amazon ECR", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contoso.azurecr.io:443", "contoso.azurecr.io", "docker login contoso.azurecr.io")]
    [InlineData("CONTOSO.azurecr.io", "contoso.azurecr.io", "docker login contoso.azurecr.io")]
    [InlineData("https://contoso.azurecr.io:443/v2/", "contoso.azurecr.io", "docker login contoso.azurecr.io")]
    [InlineData("contoso.azurecr.io", "contoso.azurecr.io:443", "docker login contoso.azurecr.io:443")]
    public void A_login_under_another_spelling_is_not_used(string stored, string asked, string firstRemedy)
    {
        _machine.Client("docker");
        Configure($"{{\"auths\":{{\"{stored}\":{{\"auth\":\"{Base64("alice:secret")}\"}}}}}}");

        CheckResult result = Check(registry: asked);

        Assert.Equal(("LoginUnderOtherName", "Warning"), (result.Finding, result.Status));
        Assert.Contains(stored, result.Message, StringComparison.Ordinal);
        Assert.Contains($"`{firstRemedy}`", result.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://contoso.azurecr.io", "contoso.azurecr.io")]
    [InlineData("contoso.azurecr.io/v1/", "contoso.azurecr.io")]
    [InlineData("contoso.azurecr.io:443", "contoso.azurecr.io:443")]
    public void A_spelling_that_docker_uses_is_a_login(string stored, string asked)
    {
        _machine.Client("docker");
        Configure($"{{\"auths\":{{\"{stored}\":{{\"auth\":\"{Base64("alice:secret")}\"}}}}}}");

        Assert.Equal("Passed", Check(registry: asked).Status);
    }

    [Fact]
    public void A_helper_that_knows_the_registry_by_a_URL_only_has_no_login_for_it()
    {
        _machine.Client("docker");
        _machine.Program("docker-credential-exact", "[ \"$1\" = list ] && { echo '{\"https://contoso.azurecr.io\":\"alice\"}'; exit 0; }; echo 'credentials not found in native keychain'; exit 1");
        Configure("{\"credsStore\":\"exact\"}");

        CheckResult result = Check();

        Assert.Equal("LoginUnderOtherName", result.Finding);
        Assert.DoesNotContain("in image names", string.Join('\n', result.Remediation), StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_login_is_renewed_as_Azures_registries_are_signed_in_to()
    {
        _machine.Client("docker");
        Configure($"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{Base64("00000000-0000-0000-0000-000000000000:")}\",\"identitytoken\":\"{Token(-3)}\"}}}}}}");

        CheckResult result = Check();

        Assert.Equal(("LoginExpired", "Warning"), (result.Finding, result.Status));
        Assert.Contains("`az acr login --name contoso`", result.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_login_in_the_file_is_not_used_beside_a_helper()
    {
        _machine.Client("docker");
        _machine.Program("docker-credential-empty", "echo '{}'");
        Configure($"{{\"credsStore\":\"empty\",\"auths\":{{\"{Registry}\":{{\"auth\":\"{Base64("alice:secret")}\"}}}}}}");

        Assert.Equal(("LoginShadowed", "Warning"), (Check().Finding, Check().Status));
    }

    [Fact]
    public void A_login_in_the_default_folder_is_not_used_with_DOCKER_CONFIG()
    {
        _machine.Client("docker");
        Configure($"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{Base64("alice:secret")}\"}}}}}}");

        CheckResult result = _machine.Run($"Test-AcrHealth {Registry} -Check DockerCredential", ("DOCKER_CONFIG", Path.Combine(_machine.Root, "elsewhere"))).Check("DockerCredential");

        Assert.Equal(("LoginInOtherFolder", "Warning"), (result.Finding, result.Status));
        Assert.Contains("`Remove-Item Env:DOCKER_CONFIG`", result.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_docker_of_a_snap_does_not_use_the_login_in_the_home_directory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Snaps are Linux's.");
        Directory.CreateDirectory(Path.Combine(_machine.Root, "snap", "bin"));
        _machine.Client("snap/bin/docker");
        Configure($"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{Base64("alice:secret")}\"}}}}}}");
        (string, string?) path = ("PATH", Path.Combine(_machine.Root, "snap", "bin"));

        CheckResult result = _machine.Run($"Test-AcrHealth {Registry} -Check DockerCredential", path).Check("DockerCredential");
        _machine.File("home/snap/docker/current/.docker/config.json", $"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{Base64("alice:secret")}\"}}}}}}");
        CheckResult own = _machine.Run($"Test-AcrHealth {Registry} -Check DockerCredential", path).Check("DockerCredential");

        Assert.Equal(("LoginInOtherHome", "Warning"), (result.Finding, result.Status));
        Assert.Contains("~/snap/docker/current/.docker", result.Remediation[0], StringComparison.Ordinal);
        Assert.Equal("Passed", own.Status);
    }

    [Fact]
    public void A_configuration_owned_by_another_account_is_reported_with_its_folder()
    {
        // The kernel lets nobody read this one, not even root.
        const string Unreadable = "/sys/bus/platform/drivers_probe";
        Assert.SkipUnless(File.Exists(Unreadable), "The file of this test is Linux's.");
        _machine.Client("docker");
        Directory.CreateDirectory(Path.Combine(_machine.Home, ".docker"));
        File.CreateSymbolicLink(Path.Combine(_machine.Home, ".docker", "config.json"), Unreadable);

        CheckResult result = Check();

        Assert.Equal(("ConfigurationDenied", "Failed"), (result.Finding, result.Status));
        Assert.Contains("~/.docker", result.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_configuration_is_reported_with_the_systems_reason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The file of this test is Linux's.");
        _machine.Client("docker");
        Directory.CreateDirectory(Path.Combine(_machine.Home, ".docker"));
        File.CreateSymbolicLink(Path.Combine(_machine.Home, ".docker", "config.json"), "/proc/self/mem");

        Assert.Equal("ConfigurationUnreadable", Check().Finding);
    }

    [Fact]
    public void The_login_of_the_account_behind_sudo_is_not_used_by_root()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root is behind sudo.");
        _machine.Client("docker");
        string other = _machine.File("people/ana/.docker/config.json", $"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{Base64("ana:secret")}\"}}}}}}");

        CheckResult result = _machine.Run(
            $"Test-AcrHealth {Registry} -Check DockerCredential", ("SUDO_USER", "ana"), ("SUDO_HOME", Path.Combine(_machine.Root, "people", "ana"))).Check("DockerCredential");

        Assert.Equal(("LoginOfOtherUser", "Warning"), (result.Finding, result.Status));
        Assert.Contains(other, result.Message, StringComparison.Ordinal);
        Assert.Contains("without sudo as ana", result.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Podmans_file_is_told_by_its_own_path_and_renewed_by_Podman()
    {
        _machine.Client("podman", ("info*", "echo '{\"host\":{\"os\":\"linux\",\"arch\":\"amd64\"},\"store\":{}}'"));
        string file = _machine.File("run/containers/auth.json", "{\"auths\":{\"contoso.azurecr.io\":{\"auth\":\"no base64!\"}}}");

        CheckResult result = _machine.Run(
            $"Test-AcrHealth {Registry} -Check DockerCredential", ("DOCKER_COMMAND", "podman"), ("XDG_RUNTIME_DIR", Path.Combine(_machine.Root, "run"))).Check("DockerCredential");

        Assert.Equal("ConfigurationEntryBroken", result.Finding);
        Assert.Contains(file, result.Remediation[0], StringComparison.Ordinal);
        Assert.Contains("`podman login contoso.azurecr.io`", result.Remediation[0], StringComparison.Ordinal);
        Assert.DoesNotContain(".docker/config.json", string.Join('\n', result.Remediation), StringComparison.Ordinal);
    }

    public void Dispose() => _machine.Dispose();

    private void Configure(string json) => _machine.File("home/.docker/config.json", json);

    private CheckResult Check(string parameters = "", string registry = Registry) => _machine.Run($"Test-AcrHealth {registry} -Check DockerCredential {parameters}").Check("DockerCredential");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Token(int hours) =>
        $"eyJhbGciOiJub25lIn0.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"exp\":{DateTimeOffset.UtcNow.AddHours(hours).ToUnixTimeSeconds()}}}"))}.x";
}
