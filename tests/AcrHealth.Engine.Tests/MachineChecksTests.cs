using System.Buffers.Text;
using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>What is said of this machine's container client, its engine, its logins and its proxy: programs, files and variables of our own.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class MachineChecksTests(Simulated simulated) : IDisposable
{
    private const string Canary = "canary0of1the2stored3login";
    private const string Marker = "STRANGER";

    private readonly TemporaryDirectory _directory = new();

    private string Registry => simulated.Azure.Healthy.LoginServer;

    [Fact]
    public void A_machine_without_a_client_has_nothing_to_say()
    {
        ScriptOutcome outcome = Check("-ExcludeCheck DockerCommand, DockerVersion, DockerDaemon, DockerPull, Helm*");

        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
    }

    [Fact]
    public void What_has_nothing_to_say_says_why_when_it_is_asked_for_by_name()
    {
        ScriptOutcome outcome = Check("-Check Proxy, ContainerPlatform, DiskSpace, DockerCredential, DockerConfiguration");

        Assert.All(
            outcome.Results.Where(result => result.Check is "ContainerPlatform" or "DiskSpace" or "DockerCredential" or "DockerConfiguration"),
            result => Assert.Equal(("Skipped", "There is no container engine."), (result.Status, result.Message)));
        Assert.Equal(5, outcome.Results.Count(result => result.Status == "Skipped" && result.BlockedBy.Count == 0));
    }

    [Fact]
    public void The_engine_is_asked_once_for_this_machine_and_all_registries()
    {
        Docker(Info());

        ScriptOutcome outcome = Run(
            "1..20 | ForEach-Object { \"contoso$_.azurecr.io\" } | Test-AcrHealth -Check DockerConfiguration, DockerCredential, DiskSpace, ContainerPlatform");

        Assert.Equal(40, outcome.Results.Count(result => result.Check is "DockerConfiguration" or "DockerCredential"));
        Assert.Single(File.ReadAllLines(Path.Combine(_directory, "log")), line => line.StartsWith("info", StringComparison.Ordinal));
    }

    [Fact]
    public void An_engine_that_does_not_answer_is_DockerDaemons_to_tell_and_nothing_of_ours()
    {
        Program("docker", "[ \"$1\" = --version ] && { echo 'Docker version 28.2.2, build e6534b4'; exit 0; }; [ \"$1\" = info ] && { echo '{\"ServerVersion\":\"\",\"ClientInfo\":{}}'; }; exit 1");

        ScriptOutcome outcome = Check("-ExcludeCheck DockerPull, Helm*");

        Assert.Equal("DockerDaemon", Assert.Single(outcome.Results, result => result.Status != "Passed").Check);
        Assert.DoesNotContain(outcome.Results, result => result.Check is "ContainerPlatform" or "DiskSpace" or "DockerCredential" or "DockerConfiguration");
    }

    [Fact]
    public void A_client_that_hangs_on_info_holds_nobody_up_for_long()
    {
        Program("docker", "[ \"$1\" = info ] && exec sleep 60; echo 'Docker version 28.2.2, build e6534b4'");

        ScriptOutcome outcome = Check("-ExcludeCheck DockerPull, Helm* -TimeoutSeconds 2");

        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
        Assert.DoesNotContain(outcome.Results, result => result.Check is "ContainerPlatform" or "DiskSpace" or "DockerConfiguration");
    }

    [Theory]
    [InlineData("linux", "Debian GNU/Linux 12", "Passed", "linux/amd64")]
    [InlineData("windows", "Microsoft Windows Server Version 21H2", "Passed", "windows/amd64")]
    [InlineData("windows", "Microsoft Windows Version 22H2", "Warning", "cannot pull images for Linux")]
    public void The_platform_of_the_engines_images_is_told(string system, string host, string status, string says)
    {
        Docker(Info($"\"OSType\":\"{system}\",\"OperatingSystem\":\"{host}\""));

        CheckResult platform = Run("Test-AcrHealth -Check ContainerPlatform").Check("ContainerPlatform");

        Assert.Equal(status, platform.Status);
        Assert.Contains(says, platform.Message, StringComparison.Ordinal);
        Assert.Equal(system, platform.DetailOf("OS"));
    }

    [Fact]
    public void The_room_where_images_go_is_measured_on_this_machines_engine_only()
    {
        Docker(Info($"\"DockerRootDir\":\"{_directory}\""));
        CheckResult here = Run("Test-AcrHealth -Check DiskSpace").Check("DiskSpace");
        Docker(Info($"\"Name\":\"docker-desktop\",\"DockerRootDir\":\"{_directory}\""));
        CheckResult elsewhere = Run("Test-AcrHealth -Check DiskSpace").Check("DiskSpace");

        Assert.Equal(new DriveInfo(_directory).TotalSize, here.DetailOf("TotalBytes"));
        Assert.Equal(_directory.Path, here.DetailOf("Path"));
        Assert.Equal("Skipped", elsewhere.Status);
        Assert.Contains("on another machine", elsewhere.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_that_verifies_no_certificate_of_the_registrys_is_a_warning()
    {
        Docker(Info($"\"RegistryConfig\":{{\"IndexConfigs\":{{\"{Registry}\":{{\"Secure\":false}}}},\"InsecureRegistryCIDRs\":[\"127.0.0.0/8\"],\"Mirrors\":[\"https://{Registry}/\"]}}"));

        CheckResult result = Check("-Check DockerConfiguration").Check("DockerConfiguration");

        Assert.Equal("Warning", result.Status);
        Assert.Equal("EngineVerifiesNothing", result.Finding);
        Assert.Contains($"does not verify the certificate of {Registry}", result.Message, StringComparison.Ordinal);
        Assert.Contains("Docker Hub's images", result.Message, StringComparison.Ordinal);
        Assert.Equal(3, result.Remediation.Count);
        Assert.Equal(true, result.DetailOf("IsInsecure"));
    }

    [Fact]
    public void An_engine_that_takes_another_way_than_the_session_is_a_warning_without_its_password()
    {
        Docker(Info($"\"HttpsProxy\":\"http://alice:{Canary}@proxy.example:3128\",\"NoProxy\":\"fabrikam.azurecr.io\""));

        ScriptOutcome outcome = Run("Test-AcrHealth contoso, fabrikam -Check DockerConfiguration");

        CheckResult other = Assert.Single(outcome.Results, result => result is { Check: "DockerConfiguration", Registry: "contoso.azurecr.io" });
        Assert.Equal("Warning", other.Status);
        Assert.Contains("through the proxy http://proxy.example:3128, while this session goes directly", other.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, string.Join('\n', outcome.Results), StringComparison.Ordinal);
        Assert.Equal("Skipped", Assert.Single(outcome.Results, result => result is { Check: "DockerConfiguration", Registry: "fabrikam.azurecr.io" }).Status);
    }

    [Fact]
    public void Podmans_own_settings_for_the_registry_are_told()
    {
        Program("docker", $"[ \"$1\" = info ] && cat '{_directory}/info'; exit 0");
        File.WriteAllText(
            Path.Combine(_directory, "info"),
            "{\"host\":{\"os\":\"linux\",\"arch\":\"amd64\"},\"store\":{},\"registries\":{\"contoso.azurecr.io\":{\"Blocked\":true},"
                + $"\"fabrikam.azurecr.io\":{{\"Mirrors\":[{{\"Location\":\"alice:{Canary}@mirror.example\"}}]}}}}}}");

        ScriptOutcome outcome = Run("Test-AcrHealth contoso, fabrikam -Check DockerConfiguration");

        CheckResult blocked = Assert.Single(outcome.Results, result => result is { Check: "DockerConfiguration", Registry: "contoso.azurecr.io" });
        Assert.Equal("DOCKER_CONFIGURATION_ERROR", blocked.ErrorCode);
        CheckResult mirrored = Assert.Single(outcome.Results, result => result is { Check: "DockerConfiguration", Registry: "fabrikam.azurecr.io" });
        Assert.Equal("Warning", mirrored.Status);
        Assert.Contains("asks mirror.example before", mirrored.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, string.Join('\n', outcome.Results), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_login_that_has_ended_is_a_warning_with_the_command_that_renews_it()
    {
        Docker(Info());
        Configure($"{{\"auths\":{{\"contoso.azurecr.io\":{{\"auth\":\"{Base64("00000000-0000-0000-0000-000000000000:")}\",\"identitytoken\":\"{Token(-3)}\"}},"
            + $"\"fabrikam.azurecr.io\":{{\"auth\":\"{Base64($"alice:{Canary}")}\"}},\"adatum.azurecr.io\":{{\"identitytoken\":\"{Token(3)}\"}}}}}}");

        ScriptOutcome outcome = Run("Test-AcrHealth contoso, fabrikam, adatum, northwind -Check DockerCredential");

        CheckResult[] results = [.. outcome.Results.Where(result => result.Check == "DockerCredential")];
        CheckResult ended = Assert.Single(results, result => result.Registry == "contoso.azurecr.io");
        Assert.Equal(("Warning", "LoginExpired"), (ended.Status, ended.Finding));
        Assert.Contains("expired on", ended.Message, StringComparison.Ordinal);
        Assert.Contains("az acr login --name contoso", ended.Remediation[0], StringComparison.Ordinal);
        CheckResult password = Assert.Single(results, result => result.Registry == "fabrikam.azurecr.io");
        Assert.Equal(("Passed", "alice"), (password.Status, password.DetailOf("UserName")));
        CheckResult token = Assert.Single(results, result => result.Registry == "adatum.azurecr.io");
        Assert.Equal(("Passed", true), (token.Status, token.DetailOf("IsToken")));
        Assert.Equal("Skipped", Assert.Single(results, result => result.Registry == "northwind.azurecr.io").Status);
    }

    [Theory]
    [InlineData("{\"credsStore\":\"absent\"}", "HelperMissing")]
    [InlineData("{\"credHelpers\":{\"contoso.azurecr.io\":\"broken\"}}", "HelperFailed")]
    [InlineData("{\"credHelpers\":{\"contoso.azurecr.io\":\"page\"}}", "HelperAnswerInvalid")]
    [InlineData("{\"credHelpers\":{\"contoso.azurecr.io\":\"hang\"}}", "HelperTimedOut")]
    [InlineData("{\"credHelpers\":{\"contoso.azurecr.io\":\"../docker\"}}", "HelperNameInvalid")]
    [InlineData($"{{\"auths\":{{\"a\":{{\"auth\":\"{Canary}", "ConfigurationNotJson")]
    [InlineData($"{{\"auths\":{{\"a\":{{\"auth\":\"{Canary}!\"}}}}}}", "ConfigurationEntryBroken")]
    public void A_login_that_the_client_cannot_get_is_DOCKER_CREDENTIAL_ERROR_without_its_secrets(string configuration, string finding)
    {
        Docker(Info());
        Program("docker-credential-broken", $"echo '{Canary}'; echo '{Canary}' >&2; exit 1");
        Program("docker-credential-page", $"echo '<html>{Canary}</html>'");
        Program("docker-credential-hang", $"echo '{Canary}'; exec sleep 60");
        Configure(configuration);

        using EnvironmentScope _ = Scope();
        // A busy machine takes a while to start the programs; only the one that hangs is waited for.
        Transcript transcript = Transcript.Of($"Test-AcrHealth contoso -Check DockerCredential -TimeoutSeconds {(finding == "HelperTimedOut" ? 5 : 60)}");

        CheckResult failed = Assert.Single(transcript.Results, result => result.Check == "DockerCredential");
        Assert.Equal((finding, "DOCKER_CREDENTIAL_ERROR"), (failed.Finding, failed.ErrorCode));
        Assert.NotEmpty(failed.Remediation);
        Assert.All(transcript.Texts, text => Assert.DoesNotContain(Canary, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Secrets_of_logins_and_proxies_appear_in_no_stream()
    {
        Docker(Info($"\"HttpsProxy\":\"http://alice:{Canary}@proxy.example:3128\",\"HttpProxy\":\"{Canary}\",\"Labels\":[\"{Canary}\"]"));
        Program("docker-credential-own", $"echo '{{\"ServerURL\":\"x\",\"Username\":\"<token>\",\"Secret\":\"{Token(3)}\"}}'");
        Configure($"{{\"HttpHeaders\":{{\"X\":\"{Canary}\"}},\"credHelpers\":{{\"contoso.azurecr.io\":\"own\"}},\"auths\":{{\"contoso.azurecr.io\":{{\"auth\":\"{Base64($"a:{Canary}")}\"}},"
            + $"\"fabrikam.azurecr.io\":{{\"auth\":\"{Base64($"a:{Canary}")}\"}}}}}}");

        using EnvironmentScope _ = Scope();
        Transcript transcript = Transcript.Of("Test-AcrHealth contoso, fabrikam -Check DockerCredential, DockerConfiguration, DiskSpace");

        Assert.Equal(2, transcript.Results.Count(result => result is { Check: "DockerCredential", Status: "Passed" }));
        Assert.All(transcript.Texts, text =>
        {
            Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Base64($"a:{Canary}"), text, StringComparison.Ordinal);
            Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_an_engine_and_a_configuration_say_is_shown_without_what_a_terminal_acts_on()
    {
        const string Evil = $"\\u001b[31m{Marker}\\u202e\\u0007";
        Docker(Info($"\"OSType\":\"{Evil}\",\"Architecture\":\"{Evil}\",\"HttpsProxy\":\"{Evil}\",\"DockerRootDir\":\"/{Evil}\""));
        Configure($"{{\"auths\":{{\"contoso.azurecr.io\":{{\"username\":\"{Evil}{new string('x', 100_000)}\",\"password\":\"p\"}}}},\"credHelpers\":{{\"fabrikam.azurecr.io\":\"{Evil}\"}}}}");

        using EnvironmentScope _ = Scope();
        Transcript transcript = Transcript.Of("Test-AcrHealth contoso, fabrikam -Check DockerCredential, DockerConfiguration, ContainerPlatform, DiskSpace");

        Assert.Contains(Marker, transcript.Shown, StringComparison.Ordinal);
        foreach (string text in transcript.Strings())
        {
            Assert.DoesNotContain(text, character => char.IsControl(character) && character is not ('\n' or '\r'));
            Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
            Assert.InRange(text.Length, 0, 2001);
        }
    }

    [Fact]
    public void A_proxy_is_reported_with_its_variable_and_the_entry_that_excludes_the_registry()
    {
        using var _ = new EnvironmentScope(("HTTPS_PROXY", $"http://alice:{Canary}@127.0.0.1:9"), ("https_proxy", null), ("NO_PROXY", "example.com, localhost"), ("no_proxy", null));

        ScriptOutcome outcome = Check("-ExcludeCheck Docker*, Helm*");

        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
        CheckResult proxy = outcome.Check("Proxy");
        Assert.Equal("Passed", proxy.Status);
        Assert.Contains("NO_PROXY excludes it (localhost) from the proxy http://127.0.0.1:9, set by HTTPS_PROXY", proxy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_proxy_is_one_failure_of_Proxy_and_the_rest_waits_for_it()
    {
        using var _ = new EnvironmentScope(("HTTPS_PROXY", "socks5://127.0.0.1:9"), ("https_proxy", null), ("NO_PROXY", null), ("no_proxy", null));

        ScriptOutcome outcome = Check("-ExcludeCheck Docker*, Helm*");

        Assert.Equal("PROXY_ERROR", Assert.Single(outcome.Results, result => result.Status == "Failed").ErrorCode);
        Assert.Equal(["Proxy"], outcome.Check("Tls").BlockedBy);
        Assert.Equal(["Tls"], outcome.Check("Challenge").BlockedBy);
    }

    [Fact]
    public void Without_the_check_of_the_proxy_Tls_tells_it_by_itself()
    {
        using var _ = new EnvironmentScope(("HTTPS_PROXY", "socks5://127.0.0.1:9"), ("https_proxy", null), ("NO_PROXY", null), ("no_proxy", null));

        Assert.Equal("CONNECTIVITY_CHALLENGE_ERROR", Check("-ExcludeCheck Docker*, Helm*, Proxy").Check("Tls").ErrorCode);
    }

    public void Dispose() => _directory.Dispose();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Token(int hours) =>
        $"eyJhbGciOiJub25lIn0.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"exp\":{DateTimeOffset.UtcNow.AddHours(hours).ToUnixTimeSeconds()}}}"))}.{Canary}";

    // Later members go before earlier ones with the same name.
    private static string Info(string more = "\"Driver\":\"overlay2\"") =>
        $"{{\"ServerVersion\":\"28.2.2\",\"Name\":\"{Environment.MachineName}\",\"OSType\":\"linux\",\"Architecture\":\"x86_64\",\"RegistryConfig\":{{}},\"ClientInfo\":{{}},{more}}}";

    private void Docker(string info)
    {
        File.WriteAllText(Path.Combine(_directory, "info.json"), info);
        Program(
            "docker",
            $"echo \"$*\" >> '{_directory}/log'; case \"$1\" in info) cat '{_directory}/info.json' ;; *) echo 'Docker version 28.2.2, build e6534b4' ;; esac");
    }

    private void Configure(string json) => File.WriteAllText(Path.Combine(_directory, "config.json"), json);

    private EnvironmentScope Scope() => new(
        ("PATH", _directory), ("DOCKER_CONFIG", _directory), ("DOCKER_COMMAND", null), ("DOCKER_DEFAULT_PLATFORM", null), ("REGISTRY_AUTH_FILE", Path.Combine(_directory, "config.json")));

    private ScriptOutcome Run(string script)
    {
        using EnvironmentScope _ = Scope();
        using var engine = new ModuleEngine();
        return engine.Run(script);
    }

    /// <summary>The simulator's healthy registry, signed in to.</summary>
    private ScriptOutcome Check(string parameters)
    {
        using EnvironmentScope _ = Scope();
        using var engine = new ModuleEngine();
        return engine.Run(
            "param($registry, $authority, $token) $secure = [securestring]::new(); $token.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
                + "Test-AcrHealth $registry -CACertificate $authority -AccessToken $secure " + parameters,
            Registry,
            simulated.Authority,
            simulated.Azure.Identity.IssueEntraToken());
    }

    private void Program(string name, string script)
    {
        Assert.SkipUnless(ShellProgram.CanRun, "The programs of this test are shell scripts.");
        if (ShellProgram.CanRun)
        {
            ShellProgram.Write(_directory, name, $"PATH=/usr/bin:/bin\n{script}");
        }
    }
}
